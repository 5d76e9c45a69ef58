import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import type { Language } from '@recallwire/domain/directory/language.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { WrongRecipientReport } from '../casework/report-wrong-recipient.ts'
import type { ReplySubmission, SubmittedReply } from '../casework/submit-reply.ts'

/** What the reply pages need. They read stores, count wrong codes on the letter, and leave every decision to casework. */
export type ReplyDeps = {
  readonly backEnd: Pick<BackEnd, 'cases' | 'letters' | 'notices' | 'directory' | 'personal'>
  /** Business time: when links expire, how long wrong codes slow one down, when an answer was given. */
  readonly clock: Clock
  readonly random: (bytes: number) => Uint8Array
  readonly submitReply: (submission: ReplySubmission) => Promise<SubmittedReply>
  /** Plans a letter with a new link and code to the contact of that letter. What comes of it is never shown to the asker. */
  readonly askFreshCode: (asked: {
    readonly caseId: string
    readonly letterId: string
    readonly actor: Actor
  }) => Promise<unknown>
  /** Writes down that the letter is not for whoever has it, and writes to the next contact. */
  readonly reportWrongRecipient: (
    report: WrongRecipientReport,
  ) => Promise<{ readonly kind: 'accepted'; readonly reportId: string } | CaseRefusal>
  /** At least 32 bytes; with it links are made and codes hashed. */
  readonly linkSecret: Uint8Array
  /** Says on every page that this is no production system, in its language. */
  readonly environmentBanner?: Readonly<Record<Language, string>> | undefined
  readonly logger: Logger
}
