import type { MailEvent } from '@recallwire/domain/letter/mail-event.ts'

/**
 * A message of the mail service, read. `foreign`: about a mail that is none of this installation's letters. `ignored`: of a
 * kind that says nothing about delivery. `unreadable`: neither, and nobody knows what was lost.
 */
export type MailEventReading =
  | { readonly kind: 'event'; readonly event: MailEvent }
  | { readonly kind: 'foreign' | 'ignored' | 'unreadable'; readonly because: string }

export type ReceivedMailEvent = {
  readonly reading: MailEventReading
  /** Takes the message off the queue. Called only once what it says is stored: else it comes again. */
  done(): Promise<void>
}

/** The mail service's reports. Each comes at least once, in no order. */
export interface MailEvents {
  /**
   * Waits a while for reports. None says that every report made before the call was handed out, if not to this caller then to
   * another one. Throws RecallError `upstream-unavailable` when the queue cannot answer.
   */
  receive(signal: AbortSignal): Promise<readonly ReceivedMailEvent[]>
}
