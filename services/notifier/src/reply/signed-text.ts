import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'

/**
 * The text whose hash is kept with the reply (21 CFR 11.70): the statement and every answer it covers, so that neither can be
 * changed without the other. It holds no name: a hash over one would be personal data that cannot be erased.
 */
export const signedText = (
  statement: string,
  answers: {
    readonly holdsNone: boolean
    readonly units: readonly UnitAnswerInput[]
    readonly dutyIds: readonly string[]
  },
): string => `${statement}\n${canonicalJson(answers)}`
