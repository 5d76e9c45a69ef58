import { z } from 'zod'
import { recallClassSchema } from '../notice/notice-content.ts'
import { verdictValues } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'

const count = z.int().min(0)

/** Ledger sequence numbers that a figure rests on, ascending. */
const entries = z.array(z.int())
const figure = z.strictObject({ count, entries })

/** Quantities of one facility and product. `quantity` is the sum of all the columns below it, always. */
export const unitsRowSchema = z.strictObject({
  facilityId: idSchema,
  productId: z.string(),
  verdict: z.enum(verdictValues).exclude(['outside']),
  quantity: count,
  returned: count,
  destroyed: count,
  corrected: count,
  used: count,
  transferred: count,
  cannotLocate: count,
  notHeld: count,
  isolated: count,
  clearedByInspection: count,
  /** Still open: said to be there, with nothing done yet. */
  found: count,
  /** Still open: nothing was said. */
  unanswered: count,
  entries,
})
export type UnitsRow = z.infer<typeof unitsRowSchema>

const methodSchema = z.strictObject({
  method: z.enum(['mail', 'phone']),
  /** Facilities reached by the method. */
  facilities: count,
  /** Letters accepted by the mail service, or calls recorded. */
  acts: count,
  firstAt: instantSchema,
  lastAt: instantSchema,
  entries,
})

const openDutySchema = z.strictObject({
  facilityId: idSchema,
  dutyId: idSchema,
  kind: z.enum(['firm', 'distributor', 'outside-letter']),
  owedSince: instantSchema,
  dueAt: instantSchema.optional(),
  rule: z.string().optional(),
  overdue: z.boolean(),
})

export const completionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('complete'), at: instantSchema, entries }),
  z.strictObject({ kind: z.literal('estimated'), at: instantSchema, method: z.string(), entries }),
  z.strictObject({ kind: z.literal('cannot-be-estimated'), reason: z.string(), entries }),
])

/**
 * The status report of a recall as of an instant: the six figures of 21 CFR 7.53(b), each with the ledger entries it
 * rests on. Accepted by the mail service, received, assessed, acted and discharged are counted apart and never merged.
 */
export const statusReportSchema = z.strictObject({
  recallId: idSchema,
  asOf: instantSchema,
  notice: z
    .strictObject({
      firmName: z.string(),
      reference: z.string(),
      revision: z.int(),
      recallClass: recallClassSchema,
      publishedAt: instantSchema,
      closed: z.strictObject({ outcome: z.enum(['terminated', 'withdrawn']), at: instantSchema }).optional(),
      entries,
    })
    .optional(),
  /** 7.53(b)(1): consignees notified, and the date and method of notification. Only the mail service's word counts. */
  notified: figure.extend({ of: count, byMethod: z.array(methodSchema), notYet: z.array(idSchema) }),
  /** 7.53(b)(2): consignees responding, and the quantity on hand when the notice was received, fixed by the first reply. */
  responding: figure.extend({
    onHand: z.strictObject({ affected: count, possible: count }),
    /** Units in scope of which the first reply said nothing. */
    notStated: count,
  }),
  /** 7.53(b)(3): consignees that did not respond, by identity, and what is still owed by anyone. */
  notResponding: figure.extend({ facilityIds: z.array(idSchema), dutiesOpen: z.array(openDutySchema) }),
  /** Told that nothing of theirs is in scope any more before they had replied. */
  stoodDown: figure,
  /** 7.53(b)(4): products returned or corrected by each consignee, and the quantity accounted for. */
  units: z.strictObject({
    rows: z.array(unitsRowSchema),
    quantity: count,
    accountedFor: count,
    open: count,
    entries,
  }),
  /** 7.53(b)(5): number and results of effectiveness checks. */
  effectiveness: z.strictObject({
    level: z.enum(['A', 'B', 'C', 'D', 'E']).optional(),
    sample: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('size'), size: count, of: count }),
      z.strictObject({ kind: z.literal('undecided'), reason: z.string() }),
    ]),
    results: z.literal('not recorded'),
    entries,
  }),
  /** 7.53(b)(6): estimated time to completion. */
  completion: completionSchema,
  funnel: z.strictObject({
    addressedOrMatched: figure,
    letterAccepted: figure,
    received: figure,
    assessed: figure,
    acted: figure,
    discharged: figure,
  }),
  /** Facilities by UTC date, one row for each date on which a number changed; human acts by when they happened. */
  series: z.array(z.strictObject({ date: z.iso.date(), notified: count, responded: count, complete: count })),
})
export type StatusReport = z.infer<typeof statusReportSchema>
export type Figure = z.infer<typeof figure>
