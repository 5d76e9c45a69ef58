import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { UnitAnswerInput } from '@recallwire/domain/casework/unit-answer.ts'

/** The meaning of the signature (21 CFR 11.50(a)(3)), shown above the button that gives it. */
export const statementText = (about: {
  readonly reference: string
  readonly revision: number
  readonly facilityName: string
}): string =>
  `I have read and understood the recall notice ${about.reference}, revision ${about.revision}. I reply for ${about.facilityName}. The answers on this page are true to the best of my knowledge. My typed name is my signature; it is dated with the moment I send this page.`

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
