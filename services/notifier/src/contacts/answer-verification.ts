import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { replyIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { FoundVerification } from './find-verification.ts'
import { type StandingDeps, saveStanding } from './save-standing.ts'

export type AnswerDeps = StandingDeps & {
  readonly backEnd: Pick<BackEnd, 'personal'>
  readonly random: (bytes: number) => Uint8Array
}

export type VerificationAnswer = {
  readonly confirmed: boolean
  readonly name: string
  /** Names the submission: sent twice, it is one answer. */
  readonly requestId: string
}

/** The name goes to the personal store first, so that a crash leaves a name without an answer, never the other way. */
export async function answerVerification(
  deps: AnswerDeps,
  found: FoundVerification,
  { confirmed, name, requestId }: VerificationAnswer,
): Promise<void> {
  const { contactId, facilityId, organisationId } = found.contact
  const personalRef = replyIdOf(contactId, requestId)
  const kept = await deps.backEnd.personal.put(personalRef, {
    organisationId: found.facility.organisationId,
    salt: Buffer.from(deps.random(16)).toString('hex'),
    value: { name },
  })
  const commitment = sha256Hex(`${kept.salt}${canonicalJson(kept.value)}`)
  const { letterId } = found.letter
  const saved = await saveStanding(deps, {
    ids: { contactId, facilityId, organisationId },
    command: { kind: 'AnswerVerification', letterId, confirmed, personalRef, commitment },
    actor: found.actor,
    causeId: personalRef,
  })
  if (saved.kind === 'refused')
    throw new Error(`contact ${contactId} refuses the answer to its own letter: ${saved.message}`)
}
