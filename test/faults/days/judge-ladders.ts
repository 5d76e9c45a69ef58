import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case, Step } from '@recallwire/domain/casework/case.ts'
import { parseEvent } from '@recallwire/domain/events/envelope.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { tickMs } from './pass-days.ts'

export type Ladders = {
  /** Reminders, escalations and calls that were to come. */
  readonly expected: number
  /** Never came, though their time had. */
  readonly missed: number
  /** Came twice. */
  readonly double: number
  /** Came before their time. */
  readonly early: number
  /** The latest of all, in ticks after its time. */
  readonly latestTicks: number
  /** Not at 17:00 of the facility's own clock. */
  readonly offTheHour: number
}

const rungs = ['reminder', 'escalation', 'phone-task']

/** What became of every rung of every ladder until `now`, by the events that say when it was taken. */
export async function judgeLadders(backEnd: BackEnd, now: string): Promise<Ladders> {
  const taken = await readTaken(backEnd)
  const cases = (await backEnd.cases.list(serviceReader('faults'), 1_000_000)).map(({ document }) => document)
  const steps = cases.flatMap((on) => on.steps.filter(isRung).map((step) => ({ on, step })))
  const zones = await readZones(backEnd, cases)
  const times = steps.map(({ on, step }) => taken.get(nameOf(on.caseId, step.stepId)) ?? [])
  const lateMs = steps.flatMap(({ step }, index) =>
    (times[index] ?? []).map((at) => Date.parse(at) - Date.parse(step.dueAt)),
  )
  return {
    expected: steps.length,
    missed: steps.filter(({ step }, index) => step.dueAt <= now && times[index]?.length === 0).length,
    double: times.filter((at) => at.length > 1).length + cases.filter(hasOtherLetters).length,
    early: lateMs.filter((ms) => ms < 0).length,
    latestTicks: Math.max(0, ...lateMs) / tickMs,
    offTheHour: steps.filter(({ on, step }) => hourOf(step, zones.get(on.facilityId)) !== '17:00').length,
  }
}

const isRung = ({ kind }: Step): boolean => rungs.includes(kind)

/** A letter for each reminder and each escalation that was taken, and no more. */
const hasOtherLetters = (on: Case): boolean =>
  ['reminder', 'escalation'].some(
    (kind) =>
      on.letters.filter((letter) => letter.kind === kind).length !==
      on.steps.filter((step) => step.kind === kind && step.state === 'taken').length,
  )

const nameOf = (caseId: string, stepId: string): string => `${caseId} ${stepId}`

/** When each step was taken; each event counts once, however often it was published. */
async function readTaken({ log }: BackEnd): Promise<ReadonlyMap<string, readonly string[]>> {
  const seen = new Set<string>()
  const taken = new Map<string, readonly string[]>()
  for await (const { value } of log.read('case.events')) {
    const parsed = parseEvent(value)
    if (parsed.kind === 'problem') throw new Error(parsed.reason)
    const { id, type, data } = parsed.event
    if (seen.has(id) || type !== 'recallwire.case-changed.v1' || data.event.kind !== 'StepTaken') continue
    seen.add(id)
    const name = nameOf(data.caseId, data.event.stepId)
    taken.set(name, [...(taken.get(name) ?? []), data.event.at])
  }
  return taken
}

async function readZones(
  { directory }: BackEnd,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(cases.map(({ facilityId }) => facilityId))]
  return new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await directory.facilities.get(id))?.document.timeZone ?? ''] as const),
    ),
  )
}

const hourOf = ({ dueAt }: Step, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(new Date(dueAt))
