import { z } from 'zod'
import { type Choice, fieldPrecedence, speakers } from './field-precedence.ts'
import { type SourceField, sourceFields } from './source-record.ts'

/** Who says a value: the speaker, and the recall number of its record where it has one. */
export const sourcedValueSchema = z.strictObject({
  source: z.enum(speakers),
  recallNumber: z.string().optional(),
  value: z.string(),
  /** Said by an earlier version of a record that says otherwise now. */
  superseded: z.boolean(),
})
export type SourcedValue = z.infer<typeof sourcedValueSchema>

/** A field with the value that stands, whose it is, and what the others say. `differs`: one of them says otherwise now. */
export const mergedFieldSchema = z.strictObject({
  value: z.string(),
  source: z.enum(speakers),
  recallNumber: z.string().optional(),
  others: z.array(sourcedValueSchema),
  differs: z.boolean(),
})
export type MergedField = z.infer<typeof mergedFieldSchema>
export type MergedFields = Partial<Record<SourceField, MergedField>>

/** What the speakers say of each field, in any order and however often. */
export type SaidFields = Partial<Record<SourceField, readonly SourcedValue[]>>

/**
 * One value for each field by the table of precedence, with every other one kept beside it. The order in which values come
 * changes nothing, and neither does a value said twice. What only earlier versions said stands no longer.
 */
export function mergeFields(said: SaidFields): MergedFields {
  return Object.fromEntries(
    sourceFields.flatMap((field) => {
      const merged = mergeField(field, said[field] ?? [])
      return merged === undefined ? [] : [[field, merged]]
    }),
  )
}

function mergeField(field: SourceField, said: readonly SourcedValue[]): MergedField | undefined {
  const { speakers: order, choice } = fieldPrecedence[field]
  const [best, ...others] = eachOnce(said).toSorted(
    (a, b) =>
      Number(a.superseded) - Number(b.superseded) ||
      order.indexOf(a.source) - order.indexOf(b.source) ||
      byChoice(choice, a.value, b.value) ||
      compare(a.recallNumber ?? '', b.recallNumber ?? '') ||
      compare(a.value, b.value),
  )
  if (best === undefined || best.superseded) return undefined
  const { value, source, recallNumber } = best
  const differs = others.some((other) => !other.superseded && !saysTheSame(other.value, value))
  return { value, source, ...(recallNumber === undefined ? {} : { recallNumber }), others, differs }
}

function eachOnce(said: readonly SourcedValue[]): readonly SourcedValue[] {
  const keyOf = ({ source, recallNumber, value, superseded }: SourcedValue) =>
    JSON.stringify([source, recallNumber, value, superseded])
  return [...new Map(said.map((one) => [keyOf(one), one])).values()]
}

/** Blanks, capitals and the last full stop are no difference worth a person's time. */
const saysTheSame = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').replace(/\.$/, '').trim()

/** A class not yet given is handled as the worst (21 CFR 7.49(b)), so that it stands before II and III. */
const classOrder = ['I', 'unclassified', 'II', 'III']
const statusOrder = ['pending', 'ongoing', 'completed', 'terminated']

function byChoice(choice: Choice, a: string, b: string): number {
  switch (choice) {
    case 'first':
      return 0
    case 'earliest':
      return compare(a, b)
    case 'latest':
      return compare(b, a)
    case 'worst-class':
      return classOrder.indexOf(a) - classOrder.indexOf(b)
    case 'least-finished':
      return statusOrder.indexOf(a) - statusOrder.indexOf(b)
    default:
      return choice satisfies never
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
