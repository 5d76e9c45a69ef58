import { z } from 'zod'
import { emailSchema, phoneSchema } from '../directory/facility.ts'
import { scopeProductSchema, softwareTestSchema } from '../scope/scope.ts'
import { lineOf, textOf } from '../text.ts'
import { dateSchema } from '../time.ts'
import { firmLetterSchema } from './firm-letter.ts'

const recallClasses = ['I', 'II', 'III'] as const

/** 21 CFR 7.3(m). Null while the regulator has not classified the recall: handled as the worst class. */
export const recallClassSchema = z.enum(recallClasses).nullable()
export type RecallClass = z.infer<typeof recallClassSchema>

/**
 * A question of the notice whose answer decides what is to be done with a unit that is affected. It never decides
 * whether the unit is affected: that is the scope.
 */
export const checkSchema = z.strictObject({
  checkId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  productId: z.string(),
  kind: z.literal('software-version'),
  question: lineOf(400),
  /** The software that is right for this product. */
  passes: softwareTestSchema,
  /** What the facility is told to do with a unit that passes, and with one that fails or was not read. */
  whenPassed: lineOf(300),
  whenFailed: lineOf(300),
})
export type Check = z.infer<typeof checkSchema>

/** A text the notice rests on. Sources of one recall differ (an article says "all"): each is kept with its rank. */
const sourceSchema = z.strictObject({
  title: lineOf(300),
  publisher: lineOf(200),
  publishedOn: dateSchema.optional(),
  /** 1 governs; higher ranks are kept as read and decide nothing. */
  rank: z.int().min(1).max(99),
  text: textOf(350_000),
})

/** What a recalling firm tells its consignees: a full snapshot, frozen in each revision (21 CFR 7.49(c)). */
export const noticeContentSchema = z
  .strictObject({
    title: lineOf(200),
    action: z.enum(['removal', 'correction', 'inspection']),
    recallClass: recallClassSchema,
    sourceStatus: z.enum(['early-alert', 'notice', 'classified']),
    initiatedOn: dateSchema,
    /** 7.49(c)(1)(iii): the reason and the hazard. */
    reason: textOf(4_000),
    hazard: textOf(4_000),
    injuries: z.strictObject({ serious: z.int().min(0), deaths: z.int().min(0) }).nullable(),
    /** 7.49(c)(1)(iv): what to do, one step each, in order. */
    instructions: z.array(textOf(1_000)).min(1).max(30),
    products: z.array(scopeProductSchema).min(1).max(200),
    checks: z.array(checkSchema).max(50).default([]),
    contact: z.strictObject({
      name: lineOf(120),
      phone: phoneSchema,
      email: emailSchema,
      hours: lineOf(120).optional(),
    }),
    sources: z.array(sourceSchema).min(1).max(50),
    /** The firm's original letter, carried unaltered by every letter that tells of the recall. */
    firmLetter: firmLetterSchema.optional(),
    /** Account numbers of consignees the firm wrote to whatever they hold: they owe a reply even with none. */
    addressedAccounts: z.array(lineOf(60)).max(50_000).default([]),
    /** Business days to the reply; left out, the class decides (`casework/ladder.ts`). */
    replyWithinBusinessDays: z.int().min(1).max(60).optional(),
    /** 21 CFR 7.42: how deep the recall goes, and how many consignees an effectiveness check covers. */
    depth: z.enum(['consumer-user', 'retail', 'wholesale']).default('consumer-user'),
    effectivenessLevel: z.enum(['A', 'B', 'C', 'D', 'E']).default('A'),
  })
  .superRefine((content, context) => {
    const products = content.products.map((product) => product.productId)
    if (new Set(products).size !== products.length) {
      context.addIssue({ code: 'custom', path: ['products'], message: 'two products share one productId' })
    }
    for (const [index, check] of content.checks.entries()) {
      if (products.includes(check.productId)) continue
      context.addIssue({
        code: 'custom',
        path: ['checks', index, 'productId'],
        message: `no product of this notice is called ${check.productId}`,
      })
    }
    if (content.sources.filter((source) => source.rank === 1).length !== 1) {
      context.addIssue({ code: 'custom', path: ['sources'], message: 'exactly one source governs (rank 1)' })
    }
  })
export type NoticeContent = z.infer<typeof noticeContentSchema>
export type NoticeContentInput = z.input<typeof noticeContentSchema>

/** How a notice is marked (21 CFR 7.49(b)): URGENT for class I and II, and while the class is unknown. */
export type Marking = { readonly what: 'recall' | 'correction'; readonly urgent: boolean }

export const markingOf = (content: Pick<NoticeContent, 'action' | 'recallClass'>): Marking => ({
  what: content.action === 'correction' ? 'correction' : 'recall',
  urgent: content.recallClass !== 'III',
})

/** The marking in the words of the rule. */
export function noticeHeading(content: Pick<NoticeContent, 'action' | 'recallClass'>): string {
  const { what, urgent } = markingOf(content)
  const device = what === 'correction' ? 'MEDICAL DEVICE CORRECTION' : 'MEDICAL DEVICE RECALL'
  return urgent ? `URGENT: ${device}` : device
}
