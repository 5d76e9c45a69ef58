/** One letter on its way to one address. */
export type OutgoingMail = {
  /** The derived id of the letter: 26 characters of lower-case base32. */
  readonly letterId: string
  /** One address, without a name and never a list. */
  readonly to: string
  /** The whole message; arrives byte for byte. A resend hands over bytes of the same letter id. */
  readonly mime: Uint8Array
  /** Come back with the mail service's events; the adapter adds `letterId` and `attempt`. Names and values of A-Z a-z 0-9 _ - alone. */
  readonly tags: Readonly<Record<string, string>>
  /** Counts the tries of this letter, from 1. */
  readonly attempt: number
}

/**
 * What is known after one try.
 *
 * - `accepted`: the mail service has taken responsibility for the letter. Not delivered, not read.
 * - `refused`: certain that nothing was accepted. `letter`: this letter will never pass as it is; `account`: no letter
 *   will until a person acts (quota used up, sending paused, credentials, full disk); `later`: the same letter may pass
 *   in a while (too fast, not reachable).
 * - `unclear`: the letter may or may not have been accepted. Never resend before settling it.
 *
 * `reason` is for the operator's log: it holds no address and no text of the letter.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'refused'; readonly scope: RefusalScope; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string }

export type RefusalScope = 'letter' | 'account' | 'later'

/** What the account may send, as its mail service tells. */
export type MailQuota = {
  /** Letters a second; may be a fraction. */
  readonly perSecond: number
  /** Letters in any 24 hours; undefined where there is no limit. */
  readonly perDay: number | undefined
  readonly sentLastDay: number
}

/**
 * Hands letters to a mail service. One call is one try: no adapter repeats by itself.
 *
 * `settles` says how an unclear letter is settled: `lookup` by asking `lookup` (which is then present), `events` by the
 * mail service's events, `never` by nothing but time, after which a resend is marked as a possible repeat.
 */
export interface Mailer {
  readonly settles: 'lookup' | 'events' | 'never'
  /**
   * Never throws for anything the mail service does, and ends within the adapter's own limit (10 s) even if the service
   * hangs. A signal aborted before the letter was handed over gives `refused` `later`, afterwards `unclear`.
   * An address that is not exactly one address is `refused` `letter`. Where `settles` is `lookup`, a letter id that was
   * accepted before is accepted again without a second copy.
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome>
  /** There where the account is limited. Throws RecallError `upstream-unavailable` when the service cannot say. */
  quota?(signal: AbortSignal): Promise<MailQuota>
  /** Whether the letter was accepted, for good: a letter told `absent` is not accepted later by an earlier, ended try. */
  lookup?(letterId: string): Promise<'accepted' | 'absent'>
}
