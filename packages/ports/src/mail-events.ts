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
  /** Gives it back at once: after some tries more the queue keeps it with its dead letters, for a person. */
  leave(): Promise<void>
}

/** The mail service's reports. Each comes at least once, in no order. */
export interface MailEvents {
  /**
   * Waits a while for reports. None says that every report made before the call was handed out, if not to this caller then to
   * another one, who may not have stored it yet. Throws RecallError `upstream-unavailable` when the queue cannot answer.
   */
  receive(signal: AbortSignal): Promise<readonly ReceivedMailEvent[]>
  /**
   * Whether no report waits and none is in anyone's hands: then every report that was handed out before is stored. One that was
   * handed to a process that was killed counts until it has come again. Throws as `receive`.
   */
  allStored(signal: AbortSignal): Promise<boolean>
}
