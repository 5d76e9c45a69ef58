import { z } from 'zod'
import { finalDispositions } from '../device/disposition.ts'
import { contactRoles } from '../directory/facility.ts'
import { materialParts } from '../notice/material-change.ts'
import { recallClassSchema } from '../notice/notice-content.ts'
import { matchedUnitSchema, verdictValues } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { rungKinds } from './ladder-rules.ts'
import { resolutionSchema, waiverSchema } from './letter-resolution.ts'
import { replyChannelSchema } from './reply-channel.ts'
import { taskSchema } from './task.ts'
import { unitAnswerSchema } from './unit-answer.ts'
import { wrongRecipientSchema } from './wrong-recipient.ts'

/** A unit of the case, with what the facility was told of it and what it answered. */
export const caseUnitSchema = matchedUnitSchema.extend({
  /** The verdict in the newest letter that spoke of it. */
  told: z.enum(verdictValues).optional(),
  /** The same serial was reported by another facility: this one is asked to confirm, and is not told where. */
  askedToConfirm: z.strictObject({ at: instantSchema, told: z.boolean() }).optional(),
  /** The serial had been reported gone, and was seen here afterwards; how and when it was reported, never by whom. */
  surfaced: z
    .strictObject({ disposition: z.enum(finalDispositions), at: instantSchema, told: z.boolean() })
    .optional(),
  /** The newest reply's lines about the unit; several for a lot split between dispositions. */
  answers: z.array(unitAnswerSchema),
})
export type CaseUnit = z.infer<typeof caseUnitSchema>

/** A reply owed to one sender that wrote: the firm, a distributor that forwarded, or a supplier whose letter came on paper. */
export const dutySchema = z.strictObject({
  dutyId: idSchema,
  kind: z.enum(['firm', 'distributor', 'outside-letter']),
  /** Absent for a sender that is not an organisation of this installation. */
  senderOrganisationId: idSchema.optional(),
  senderName: z.string(),
  reference: z.string(),
  /** What a distributor says to those it forwards to; the firm's own words stay as they are. */
  coverNote: z.string().optional(),
  owedSince: instantSchema,
  told: z.boolean(),
  /** The newest reply that names this duty. */
  answeredBy: idSchema.optional(),
  /** When a reply that names it left nothing open. */
  dischargedAt: instantSchema.optional(),
})
export type Duty = z.infer<typeof dutySchema>

const letterKinds = [
  'initial',
  'supplement',
  'revision',
  'stand-down',
  'reminder',
  'escalation',
  'receipt',
  'fresh-code',
  'wrong-recipient',
  'close-out',
] as const
export const letterKindSchema = z.enum(letterKinds)
export type LetterKind = z.infer<typeof letterKindSchema>

/** Something to be done at a time: a row, so that it survives any restart. */
export const stepSchema = z.strictObject({
  stepId: z.string(),
  /** `delivery-check`: a letter that came late is given to the next contact as well, if it has not arrived by then. */
  kind: z.enum(['tell', 'delivery-check', ...rungKinds]),
  dueAt: instantSchema,
  /** The rule that set the time, in words, shown beside the deadline. */
  rule: z.string(),
  state: z.enum(['planned', 'taken', 'cancelled']),
  /** Whom it is to reach, where its ladder says so. */
  role: z.enum(contactRoles).optional(),
  /** The letter that a delivery check is of. */
  letterId: idSchema.optional(),
})
export type Step = z.infer<typeof stepSchema>

/** A letter the case decided on: what it is about. The letter itself lives in its own store. */
export const letterPlanSchema = z.strictObject({
  letterId: idSchema,
  kind: letterKindSchema,
  contactId: idSchema,
  materialRevision: z.int(),
  revision: z.int(),
  ordinal: z.int(),
  plannedAt: instantSchema,
  /** Units this letter newly speaks of, releases, or asks to confirm (custody ids). */
  newUnits: z.array(idSchema),
  releasedUnits: z.array(idSchema),
  confirmUnits: z.array(idSchema),
  changed: z.array(z.enum(materialParts)),
  dutyIds: z.array(idSchema),
  /** The reply a receipt is for. */
  replyId: idSchema.optional(),
  /** Nobody had vouched for the address when the letter was planned: it was used because no better one was known. */
  unverified: z.literal(true).optional(),
})
export type LetterPlan = z.infer<typeof letterPlanSchema>

const caseLetterSchema = letterPlanSchema.extend({
  acceptedAt: instantSchema.optional(),
  stuckBecause: z.string().optional(),
  bouncedBecause: z.string().optional(),
  /** Whoever had it says that it is none of his business. */
  misdirectedAt: instantSchema.optional(),
  /** Waits for a second person. */
  waiver: waiverSchema.optional(),
  /** Of one that nobody got: what people did about it. */
  resolved: resolutionSchema.optional(),
})

/** A human act. Never edited: a later reply supersedes, the earlier one stays. No personal data: see `personalRef`. */
export const replySchema = z.strictObject({
  replyId: idSchema,
  at: instantSchema,
  recordedAt: instantSchema,
  channel: replyChannelSchema,
  letterId: idSchema.optional(),
  holdsNone: z.boolean(),
  units: z.array(unitAnswerSchema),
  dutyIds: z.array(idSchema),
  /** Where the name, role and phone of whoever replied are kept, and the commitment to them. */
  personalRef: idSchema,
  commitment: z.string(),
  /** SHA-256 of the statement that was signed (21 CFR 11.70). */
  statementHash: z.string(),
  /** Came after the due time: accepted, and marked. */
  late: z.boolean(),
})
export type Reply = z.infer<typeof replySchema>

/** One recall at one facility: what it holds, what it was told, what it owes, what it answered. */
export const caseSchema = z.strictObject({
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  organisationId: idSchema,
  firmOrganisationId: idSchema,
  openedAt: instantSchema,
  /** The firm wrote to this consignee whatever it holds: a reply is owed even with none. */
  addressed: z.boolean(),
  status: z.enum(['open', 'done', 'closed']),
  recallClass: recallClassSchema,
  revision: z.int(),
  materialRevision: z.int(),
  /** Material parts changed since the facility was last told; a changed scope shows in its units instead. */
  untoldChanges: z.array(z.enum(materialParts)),
  closing: z.strictObject({ outcome: z.enum(['terminated', 'withdrawn']), told: z.boolean() }).optional(),
  units: z.array(caseUnitSchema),
  duties: z.array(dutySchema),
  steps: z.array(stepSchema),
  letters: z.array(caseLetterSchema),
  replies: z.array(replySchema),
  wrongRecipients: z.array(wrongRecipientSchema).optional(),
  tasks: z.array(taskSchema),
  /** When the reply is due and by which rule; set once the first letter is accepted. */
  due: z
    .strictObject({ at: instantSchema, rule: z.string(), calendar: z.string(), from: instantSchema })
    .optional(),
  /** Which version of the recall's ladders the case climbs; left out for the defaults. */
  ladderVersion: z.int().optional(),
})
export type Case = z.infer<typeof caseSchema>

/** Nobody has it whose business it is: it could not be sent, came back, or went to the wrong person. */
export const reachedNobody = (letter: Case['letters'][number]): boolean =>
  letter.stuckBecause !== undefined ||
  letter.bouncedBecause !== undefined ||
  letter.misdirectedAt !== undefined

/** Units the facility still has to do with: affected, or possibly so. */
export const activeUnits = (on: Case): readonly CaseUnit[] =>
  on.units.filter((unit) => unit.verdict.value !== 'outside')

export const openDuties = (on: Case): readonly Duty[] =>
  on.duties.filter((duty) => duty.dischargedAt === undefined)

export const plannedSteps = (on: Case): readonly Step[] => on.steps.filter((step) => step.state === 'planned')

/** The earliest planned step: the column the timer polls. */
export const nextDueAt = (on: Case): string | undefined =>
  plannedSteps(on)
    .map((step) => step.dueAt)
    .sort()
    .at(0)

/** Whether someone of this organisation may read the case: the facility's, the firm's, or a sender that forwarded. */
export const caseReaders = (on: Case): readonly string[] => [
  on.organisationId,
  on.firmOrganisationId,
  ...on.duties.flatMap((duty) => duty.senderOrganisationId ?? []),
]
