import { z } from 'zod'
import { idSchema } from '../text.ts'
import { type Instant, instantSchema } from '../time.ts'
import { type OnItsWay, stages } from './standing.ts'

const subjectSchema = z.strictObject({
  /** Left out for a facility that was addressed whatever it holds. */
  custodyId: idSchema.optional(),
  since: instantSchema,
  stage: z.enum(stages),
  /** When a person was told. */
  toldAt: instantSchema,
})

/**
 * What a person was told of one facility under one recall: that letters it is owed are overdue (invariant I1). An alarm
 * clears itself when each has gone out, was waived, or became a person's work by name; then it is history.
 */
export const alarmSchema = z.strictObject({
  alarmId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  raisedAt: instantSchema,
  subjects: z.array(subjectSchema),
  clearedAt: instantSchema.optional(),
})
export type Alarm = z.infer<typeof alarmSchema>

/** A custody, or an addressed facility, whose letter is overdue. */
export type Overdue = Omit<OnItsWay, 'until' | 'letterId'> & { readonly custodyId?: string | undefined }

export const toldOf = (alarm: Alarm | undefined, custodyId: string | undefined) =>
  alarm?.clearedAt === undefined
    ? alarm?.subjects.find((subject) => subject.custodyId === custodyId)
    : undefined

/**
 * The alarm as it must be for what is overdue now; undefined where it is so already. Whoever was told of stays in it, with
 * its time, while it is overdue.
 */
export function decideAlarm(
  alarm: Alarm | undefined,
  place: Pick<Alarm, 'alarmId' | 'recallId' | 'facilityId'>,
  overdue: readonly Overdue[],
  at: Instant,
): Alarm | undefined {
  const open = alarm?.clearedAt === undefined ? alarm : undefined
  if (overdue.length === 0) return open && { ...open, clearedAt: at }
  const isNew = overdue.some(({ custodyId }) => toldOf(open, custodyId) === undefined)
  const isLess = open?.subjects.length !== overdue.length
  if (!isNew && !isLess) return undefined
  const subjects = overdue.map(({ custodyId, since, stage }) => {
    const toldAt = toldOf(open, custodyId)?.toldAt ?? at
    return { ...(custodyId === undefined ? {} : { custodyId }), since, stage, toldAt }
  })
  return { ...place, raisedAt: open?.raisedAt ?? at, subjects }
}
