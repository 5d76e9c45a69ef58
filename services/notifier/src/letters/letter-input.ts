import type { Case, Duty, LetterPlan, Reply } from '@recallwire/domain/casework/case.ts'
import type { Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import type { Language } from '@recallwire/domain/directory/language.ts'
import type { Revision } from '@recallwire/domain/notice/notice.ts'
import type { Instant } from '@recallwire/domain/time.ts'

/**
 * Everything a letter is rendered from. The notice comes as the frozen revision the plan names, so that a letter rendered
 * again says the same; the case comes as it stood when the letter was claimed.
 */
export type LetterInput = {
  readonly plan: LetterPlan
  readonly on: Case
  /** `revision.revision` is `plan.revision`. */
  readonly revision: Revision
  readonly facility: Facility
  readonly contact: Contact
  readonly firmName: string
  /** The address people open, e.g. `https://recalls.example.org`, without a slash at the end. */
  readonly publicUrl: string
  readonly now: Instant
  /** Where and how to reply; left out of a letter that asks for none. */
  readonly reply?: ReplyAccess | undefined
  /** Whose duty was answered, by which reply of which person; present for a receipt only. */
  readonly receipt?: ReceiptFor | undefined
  /** Sent before with an unknown fate: the letter says so first. */
  readonly possibleRepeat: boolean
}

/** The code is printed apart from the link and is never part of it: whoever only follows links cannot reply. */
export type ReplyAccess = {
  readonly url: string
  readonly code: string
  readonly expiresAt: Instant
}

export type ReceiptFor = {
  readonly duty: Duty
  readonly reply: Reply
  /** Without what was erased since. */
  readonly person: { readonly name?: string | undefined; readonly role?: string | undefined }
}

/** A letter in both forms it is sent in. */
export type RenderedLetter = {
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly html: string
}
