import type { Instant } from '../time.ts'

/**
 * What the mail service reports of one letter it was given. Such reports come at least once, in any order, and late. `at` is
 * the mail service's own time. `because` holds codes, never an address.
 *
 * `accepted`: it took the letter. `delivered`: the receiving server took it, which nobody has read by that. `delayed`: it goes
 * on trying. `bounced`: the receiving server refused it, for good or (`permanent: false`) after a while of trying.
 * `complained`: the recipient called it unwanted. `rejected`: taken and then not sent.
 */
export type MailEvent =
  | (AboutLetter & { readonly kind: 'accepted' })
  | (AboutLetter & { readonly kind: 'delivered' })
  | (AboutLetter & { readonly kind: 'delayed'; readonly because: string })
  | (AboutLetter & { readonly kind: 'complained'; readonly because: string })
  | (AboutLetter & { readonly kind: 'rejected'; readonly because: string })
  | (AboutLetter & { readonly kind: 'bounced'; readonly permanent: boolean; readonly because: string })

type AboutLetter = {
  readonly letterId: string
  /** Which try of the letter, from 1. */
  readonly attempt: number
  readonly providerId: string
  readonly at: Instant
}
