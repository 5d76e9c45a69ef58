import type { Actor } from '../access/actor.ts'
import type { QuietHours } from '../calendar/quiet-hours.ts'
import type { FinalDisposition } from '../device/disposition.ts'
import type { ContactRole, KnownContact } from '../directory/facility.ts'
import type { MaterialPart } from '../notice/material-change.ts'
import type { Check, RecallClass } from '../notice/notice-content.ts'
import type { MatchedUnit } from '../scope/verdict.ts'
import type { Instant } from '../time.ts'
import type { WaiverReason } from './letter-resolution.ts'
import type { LaddersInForce } from './recall-ladders.ts'
import type { ReplyChannel } from './reply-channel.ts'
import type { UnitAnswerInput } from './unit-answer.ts'

/** What a case must know of its recall when it is opened or revised. */
export type RecallFacts = {
  readonly firmOrganisationId: string
  readonly firmName: string
  readonly reference: string
  readonly recallClass: RecallClass
  readonly revision: number
  readonly materialRevision: number
}

/** Where the facility is: what a deadline and an address need. */
export type FacilityFacts = {
  readonly organisationId: string
  readonly timeZone: string
  /** In the order in which they are written to. */
  readonly contacts: readonly KnownContact[]
}

export type SubmitReply = {
  readonly kind: 'SubmitReply'
  readonly replyId: string
  readonly channel: ReplyChannel
  readonly letterId?: string | undefined
  /** When the person answered; a phone call entered later happened before it is recorded. */
  readonly occurredAt: Instant
  readonly holdsNone: boolean
  readonly units: readonly UnitAnswerInput[]
  readonly dutyIds: readonly string[]
  readonly personalRef: string
  readonly commitment: string
  readonly statementHash: string
  readonly checks: readonly Check[]
}

export type NameWrongRecipient = {
  readonly kind: 'NameWrongRecipient'
  readonly reportId: string
  readonly channel: ReplyChannel
  /** The letter that went to the wrong person. */
  readonly letterId: string
  readonly occurredAt: Instant
  readonly personalRef: string
  readonly commitment: string
  readonly facility: FacilityFacts
}

export type CaseCommand =
  | {
      readonly kind: 'JudgeUnits'
      readonly recall: RecallFacts
      readonly organisationId: string
      readonly units: readonly MatchedUnit[]
      /** When the letter about them is to be written: units that arrive together go into one letter. */
      readonly tellAt: Instant
    }
  | {
      readonly kind: 'AddressFacility'
      readonly recall: RecallFacts
      readonly organisationId: string
      readonly tellAt: Instant
    }
  | {
      readonly kind: 'ReviseNotice'
      readonly recall: RecallFacts
      readonly changed: readonly MaterialPart[]
      readonly tellAt: Instant
      readonly timeZone: string
      readonly replyWithinBusinessDays?: number | undefined
      /** Left out: the defaults. */
      readonly ladders?: LaddersInForce | undefined
    }
  | {
      readonly kind: 'FollowLadders'
      readonly ladders: LaddersInForce
      readonly timeZone: string
      readonly replyWithinBusinessDays?: number | undefined
    }
  | { readonly kind: 'MatchingCompleted'; readonly revision: number }
  | {
      readonly kind: 'AddSender'
      readonly duty: {
        readonly kind: 'distributor' | 'outside-letter'
        readonly senderOrganisationId?: string | undefined
        readonly senderName: string
        readonly reference: string
        readonly coverNote?: string | undefined
      }
    }
  | { readonly kind: 'QuestionLocation'; readonly custodyId: string }
  | {
      readonly kind: 'NoteSurfaced'
      readonly custodyId: string
      readonly earlier: { readonly disposition: FinalDisposition; readonly at: Instant }
      readonly seenAt: Instant
    }
  | {
      readonly kind: 'TakeDueSteps'
      readonly facility: FacilityFacts
      /** On the clock of the facility; left out, letters leave at any hour. */
      readonly quietHours?: QuietHours | undefined
    }
  | {
      readonly kind: 'RecordLetterAccepted'
      readonly letterId: string
      readonly acceptedAt: Instant
      readonly timeZone: string
      readonly replyWithinBusinessDays?: number | undefined
      /** Left out: the defaults. */
      readonly ladders?: LaddersInForce | undefined
    }
  | { readonly kind: 'RecordLetterDelayed'; readonly letterId: string; readonly delayedAt: Instant }
  | { readonly kind: 'RecordLetterDelivered'; readonly letterId: string }
  | { readonly kind: 'RecordLetterStuck'; readonly letterId: string; readonly because: string }
  | {
      readonly kind: 'RecordLetterBounced'
      readonly letterId: string
      readonly because: string
      readonly facility: FacilityFacts
    }
  | {
      readonly kind: 'WriteAgain'
      readonly letterId: string
      /** Left out, the contact of that letter. */
      readonly contactId?: string | undefined
      readonly facility: FacilityFacts
    }
  | { readonly kind: 'HandToPhone'; readonly letterId: string }
  | { readonly kind: 'ProposeWaiver'; readonly letterId: string; readonly reason: WaiverReason }
  | {
      readonly kind: 'DecideWaiver'
      readonly letterId: string
      readonly outcome: 'confirmed' | 'declined'
    }
  | { readonly kind: 'AskFreshCode'; readonly letterId: string }
  | NameWrongRecipient
  | SubmitReply
  | {
      readonly kind: 'RaiseTask'
      readonly taskKind: 'phone' | 'text'
      readonly because: string
      /** Names the request: the same request is the same task. */
      readonly key: string
      readonly role?: ContactRole | undefined
    }
  | { readonly kind: 'TakeTask'; readonly taskId: string }
  | { readonly kind: 'FinishPhoneTask'; readonly taskId: string; readonly outcome: string }
  | { readonly kind: 'CloseCase'; readonly outcome: 'terminated' | 'withdrawn' }

export type CaseAct = { readonly actor: Actor; readonly at: Instant }

export type CaseRefusal = {
  readonly kind: 'refused'
  readonly reason:
    | 'no-case'
    | 'closed'
    | 'unknown-unit'
    | 'unknown-duty'
    | 'unknown-letter'
    | 'unknown-task'
    | 'taken'
    | 'contradiction'
    | 'quantity'
    | 'too-early'
    | 'not-stuck'
    | 'unknown-contact'
    | 'same-person'
  /** JSON pointer into the command. */
  readonly pointer: string
  readonly message: string
}
