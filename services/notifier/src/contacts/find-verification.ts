import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import { defaultLanguage, type Language } from '@recallwire/domain/directory/language.ts'
import { type HouseLetter, isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import { linkState } from '@recallwire/domain/letter/reply-link.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { readFacility } from '../casework/read-facility.ts'
import { hashHandle, readReplyToken } from '../reply/reply-token.ts'

export type FindVerificationDeps = {
  readonly backEnd: Pick<BackEnd, 'directory' | 'letters'>
  readonly clock: Clock
  readonly linkSecret: Uint8Array
}

export type FoundVerification = {
  readonly kind: 'found'
  readonly letter: HouseLetter
  readonly contact: Contact
  readonly facility: Facility
  readonly language: Language
  /** Whoever holds the link is known by the letter. */
  readonly actor: Actor
}

export type VerificationReading =
  | FoundVerification
  | { readonly kind: 'expired'; readonly language: Language }
  /** Made up, mistyped, or of a letter or a contact that is gone: all answered alike. */
  | { readonly kind: 'unknown' }

/** What a token opens. The MAC is checked before anything is looked up. */
export async function findVerification(
  deps: FindVerificationDeps,
  token: string,
): Promise<VerificationReading> {
  const handle = readReplyToken(deps.linkSecret, token)
  if (handle === undefined) return { kind: 'unknown' }
  const letter = (await deps.backEnd.letters.byHandle(hashHandle(handle)))?.document
  if (letter?.link === undefined || !isHouseLetter(letter)) return { kind: 'unknown' }
  const contact = (await deps.backEnd.directory.contacts.get(letter.contactId))?.document
  if (contact === undefined) return { kind: 'unknown' }
  const { language = defaultLanguage } = letter
  if (linkState(letter.link, deps.clock.now()) === 'expired') return { kind: 'expired', language }
  const facility = await readFacility(deps.backEnd, letter.facilityId)
  const actor: Actor = {
    organisationId: facility.organisationId,
    role: 'link-holder',
    by: letter.letterId,
  }
  return { kind: 'found', letter, contact, facility, language, actor }
}
