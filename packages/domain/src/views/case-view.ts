import { z } from 'zod'
import {
  activeUnits,
  type Case,
  caseSchema,
  caseUnitSchema,
  openDuties,
  replySchema,
} from '../casework/case.ts'
import { isAssessed, isStoodDown } from '../casework/settle.ts'
import { taskSchema } from '../casework/task.ts'
import { wrongRecipientSchema } from '../casework/wrong-recipient.ts'
import { contactRoles } from '../directory/facility.ts'
import { recallClassSchema } from '../notice/notice-content.ts'
import { idSchema } from '../text.ts'

/**
 * The evidence steps of one case, each a different fact. None implies the next, and no count merges them: a letter taken
 * by the mail service is not a letter read, and a reply is not a unit dealt with.
 */
export const evidenceSchema = z.strictObject({
  letterPlanned: z.boolean(),
  letterAccepted: z.boolean(),
  received: z.boolean(),
  assessed: z.boolean(),
  /** Every active unit has left service or was cleared or corrected. */
  acted: z.boolean(),
  discharged: z.boolean(),
})
export type Evidence = z.infer<typeof evidenceSchema>

const evidenceOf = (on: Case): Evidence => {
  const units = activeUnits(on)
  return {
    letterPlanned: on.letters.length > 0,
    letterAccepted: on.letters.some((letter) => letter.acceptedAt !== undefined && letter.kind !== 'receipt'),
    received: on.replies.length > 0,
    assessed: isAssessed(on),
    acted:
      isAssessed(on) &&
      units.every((unit) => unit.answers.every((answer) => answer.disposition !== 'cannot-locate')),
    discharged: on.duties.length > 0 && openDuties(on).length === 0,
  }
}

/** A case in a list: `GET /v1/cases`, `GET /v1/recalls/{recallId}/cases`. */
export const caseSummarySchema = z.strictObject({
  caseId: idSchema,
  recallId: idSchema,
  recallTitle: z.string(),
  recallHeading: z.string(),
  recallClass: recallClassSchema,
  firmName: z.string(),
  facilityId: idSchema,
  facilityName: z.string(),
  /** Of the facility: its deadlines are told on its own clock. */
  timeZone: z.string(),
  status: caseSchema.shape.status,
  addressed: z.boolean(),
  stoodDown: z.boolean(),
  openedAt: z.string(),
  due: caseSchema.shape.due,
  affected: z.int(),
  possible: z.int(),
  unanswered: z.int(),
  openDuties: z.int(),
  openTasks: z.int(),
  /** Units in scope that had been reported gone before they were seen here. */
  surfaced: z.int(),
  lastReplyAt: z.string().optional(),
  evidence: evidenceSchema,
})
export type CaseSummary = z.infer<typeof caseSummarySchema>

type Named = Pick<CaseSummary, 'recallTitle' | 'recallHeading' | 'firmName' | 'facilityName' | 'timeZone'>

export function summariseCase(on: Case, named: Named): CaseSummary {
  const units = activeUnits(on)
  const lastReplyAt = on.replies.at(-1)?.at
  return {
    ...named,
    caseId: on.caseId,
    recallId: on.recallId,
    recallClass: on.recallClass,
    facilityId: on.facilityId,
    status: on.status,
    addressed: on.addressed,
    stoodDown: isStoodDown(on),
    openedAt: on.openedAt,
    ...(on.due ? { due: on.due } : {}),
    affected: units.filter((unit) => unit.verdict.value === 'affected').length,
    possible: units.filter((unit) => unit.verdict.value === 'possible').length,
    unanswered: units.filter((unit) => unit.answers.length === 0).length,
    openDuties: openDuties(on).length,
    openTasks: on.tasks.filter((task) => task.doneAt === undefined).length,
    surfaced: units.filter((unit) => unit.surfaced !== undefined).length,
    ...(lastReplyAt ? { lastReplyAt } : {}),
    evidence: evidenceOf(on),
  }
}

/** One case: `GET /v1/cases/{caseId}`. Who replied is named to the facility and the firm, from the personal store. */
export const caseViewSchema = caseSummarySchema.extend({
  units: z.array(caseUnitSchema),
  duties: caseSchema.shape.duties,
  steps: caseSchema.shape.steps,
  letters: z.array(caseSchema.shape.letters.element.extend({ state: z.string() })),
  replies: z.array(
    replySchema.extend({ by: z.strictObject({ name: z.string(), role: z.string() }).optional() }),
  ),
  /** Who said that a letter was not for him, and whom he named: for the facility and the firm, until erased. */
  wrongRecipients: z.array(
    wrongRecipientSchema.extend({ by: z.string().optional(), other: z.string().optional() }),
  ),
  tasks: caseSchema.shape.tasks,
})
export type CaseView = z.infer<typeof caseViewSchema>

/** A task of the firm, a call, a text message or a unit that surfaced: `GET /v1/tasks`. */
export const taskViewSchema = z.strictObject({
  taskId: idSchema,
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  facilityName: z.string(),
  kind: z.enum(['phone', 'text', 'surfaced']),
  because: z.string(),
  /** Whom to reach, where the ladder or whoever asked says so. */
  role: z.enum(contactRoles).optional(),
  raisedAt: z.string(),
  taken: taskSchema.shape.taken,
  doneAt: z.string().optional(),
  doneBy: z.string().optional(),
  outcome: z.string().optional(),
})
export type TaskView = z.infer<typeof taskViewSchema>
