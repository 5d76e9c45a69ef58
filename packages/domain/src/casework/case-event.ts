import { z } from 'zod'
import { finalDispositions } from '../device/disposition.ts'
import { materialParts } from '../notice/material-change.ts'
import { recallClassSchema } from '../notice/notice-content.ts'
import { matchedUnitSchema } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { caseSchema, dutySchema, letterPlanSchema, replySchema, stepSchema } from './case.ts'
import { resolutionSchema, waiverSchema } from './letter-resolution.ts'
import { taskSchema } from './task.ts'
import { wrongRecipientSchema } from './wrong-recipient.ts'

/** What can happen to a case. Each is published on `case.events` and becomes one ledger entry. */
export const caseEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('CaseOpened'),
    addressed: z.boolean(),
    firmOrganisationId: idSchema,
    organisationId: idSchema,
    recallClass: recallClassSchema,
    revision: z.int(),
    materialRevision: z.int(),
  }),
  /** New units, or units whose verdict or facts changed: the newest word of the matcher on each. */
  z.strictObject({ kind: z.literal('UnitsJudged'), revision: z.int(), units: z.array(matchedUnitSchema) }),
  z.strictObject({ kind: z.literal('FacilityAddressed') }),
  z.strictObject({
    kind: z.literal('NoticeRevised'),
    revision: z.int(),
    materialRevision: z.int(),
    changed: z.array(z.enum(materialParts)),
    recallClass: recallClassSchema,
  }),
  z.strictObject({ kind: z.literal('DutyAdded'), duty: dutySchema }),
  z.strictObject({ kind: z.literal('LocationQuestioned'), custodyId: idSchema, at: instantSchema }),
  z.strictObject({
    kind: z.literal('UnitSurfaced'),
    custodyId: idSchema,
    earlier: z.strictObject({ disposition: z.enum(finalDispositions), at: instantSchema }),
    /** What the firm is asked to do; nothing once the recall is closed. */
    task: taskSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('SurfacedTaskDone'),
    taskId: idSchema,
    at: instantSchema,
    outcome: z.string(),
    by: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('StepPlanned'), step: stepSchema }),
  z.strictObject({ kind: z.literal('StepTaken'), stepId: z.string(), at: instantSchema }),
  z.strictObject({ kind: z.literal('StepCancelled'), stepId: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('LetterPlanned'), plan: letterPlanSchema }),
  z.strictObject({ kind: z.literal('LetterAccepted'), letterId: idSchema, at: instantSchema }),
  z.strictObject({
    kind: z.literal('LetterStuck'),
    letterId: idSchema,
    because: z.string(),
    at: instantSchema,
  }),
  /** The receiving server refused the letter: whoever it was written to has not got it. */
  z.strictObject({
    kind: z.literal('LetterBounced'),
    letterId: idSchema,
    because: z.string(),
    at: instantSchema,
  }),
  z.strictObject({ kind: z.literal('WrongRecipientNamed'), report: wrongRecipientSchema }),
  z.strictObject({ kind: z.literal('WaiverProposed'), letterId: idSchema, waiver: waiverSchema }),
  z.strictObject({ kind: z.literal('WaiverDeclined'), letterId: idSchema, at: instantSchema }),
  /** People did something about a letter that nobody got. */
  z.strictObject({ kind: z.literal('LetterResolved'), letterId: idSchema, resolution: resolutionSchema }),
  z.strictObject({
    kind: z.literal('LadderPlanned'),
    due: caseSchema.shape.due.unwrap(),
    steps: z.array(stepSchema),
    /** Which version of the recall's ladders; left out for the defaults. */
    version: z.int().optional(),
  }),
  /** A call, or a text message, is to be made. */
  z.strictObject({ kind: z.literal('PhoneTaskRaised'), task: taskSchema }),
  /** A rung of the ladder tells the facility's own systems, where it has registered any, that a reply is owed. */
  z.strictObject({ kind: z.literal('ReplyAskedByWebhook'), stepId: z.string(), at: instantSchema }),
  /** Somebody of the firm took a task on, so that nobody else does. */
  z.strictObject({ kind: z.literal('TaskTaken'), taskId: idSchema, at: instantSchema, by: z.string() }),
  z.strictObject({
    kind: z.literal('PhoneTaskDone'),
    taskId: idSchema,
    at: instantSchema,
    outcome: z.string(),
    by: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('ReplyReceived'), reply: replySchema }),
  z.strictObject({
    kind: z.literal('DutyDischarged'),
    dutyId: idSchema,
    replyId: idSchema,
    at: instantSchema,
  }),
  z.strictObject({ kind: z.literal('DutyReopened'), dutyId: idSchema, because: z.string() }),
  z.strictObject({ kind: z.literal('CaseCompleted'), at: instantSchema }),
  z.strictObject({ kind: z.literal('CaseReopened'), because: z.string() }),
  z.strictObject({
    kind: z.literal('CaseClosed'),
    outcome: z.enum(['terminated', 'withdrawn']),
    at: instantSchema,
  }),
])
export type CaseEvent = z.infer<typeof caseEventSchema>
export type CaseEventOf<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>
