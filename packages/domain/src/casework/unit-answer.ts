import { z } from 'zod'
import { dispositions } from '../device/disposition.ts'
import type { Check } from '../notice/notice-content.ts'
import { softwareHolds } from '../scope/evaluate-structured.ts'
import { lineOf } from '../text.ts'

/** One line of the reply form, as the person filled it in. */
export const unitAnswerInputSchema = z.strictObject({
  custodyId: z.string(),
  disposition: z.enum(dispositions),
  /** Units of a lot this line speaks of; several lines of one lot must sum to what is held. */
  quantity: z.int().min(1).optional(),
  /** Read from the device: decides a software check, or a `possible` verdict. */
  softwareVersion: lineOf(80).optional(),
  serial: lineOf(80).optional(),
  lot: lineOf(80).optional(),
})
export type UnitAnswerInput = z.infer<typeof unitAnswerInputSchema>

export const inspectionSchema = z.strictObject({
  checkId: z.string(),
  result: z.enum(['passed', 'failed', 'not-read']),
  because: z.string(),
})
export type Inspection = z.infer<typeof inspectionSchema>

export const unitAnswerSchema = unitAnswerInputSchema.extend({
  replyId: z.string(),
  inspections: z.array(inspectionSchema),
  /** What the checks decided: the notice's own instruction for this unit. */
  outcome: z.enum(['cleared-by-inspection', 'needs-service', 'none']),
})
export type UnitAnswer = z.infer<typeof unitAnswerSchema>

/** Applies the notice's checks of this product to what was read. The verdict is not touched. */
export function inspect(
  checks: readonly Check[],
  productId: string,
  answer: UnitAnswerInput,
): Pick<UnitAnswer, 'inspections' | 'outcome'> {
  const inspections = checks
    .filter((check) => check.productId === productId)
    .map((check): Inspection => {
      const truth = softwareHolds(answer.softwareVersion, check.passes)
      const result = truth.value === 'unknown' ? 'not-read' : truth.value === 'true' ? 'passed' : 'failed'
      return { checkId: check.checkId, result, because: truth.because }
    })
  const isHere = answer.disposition === 'found' || answer.disposition === 'isolated'
  if (inspections.length === 0 || !isHere) return { inspections, outcome: 'none' }
  const passed = inspections.every((inspection) => inspection.result === 'passed')
  return { inspections, outcome: passed ? 'cleared-by-inspection' : 'needs-service' }
}

/** Whether nothing more is to be said of the unit: `found` alone leaves open what was done, unless the inspection cleared it. */
export const isSettled = (answers: readonly UnitAnswer[], quantity: number | undefined): boolean => {
  const settled = answers.filter(
    (answer) => answer.disposition !== 'found' || answer.outcome === 'cleared-by-inspection',
  )
  if (settled.length === 0) return false
  if (quantity === undefined || quantity === 1) return true
  return settled.reduce((sum, answer) => sum + (answer.quantity ?? quantity), 0) >= quantity
}
