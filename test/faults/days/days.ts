import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { type FaultResult, type FaultTest, nothingHappened } from '../fault-test.ts'
import { moveTime } from '../processes/moved-time.ts'
import { createRandom } from '../seeded-random.ts'
import { liveDisturbed, type Stage } from '../world/live-disturbed.ts'
import { prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'
import { judgeLadders, type Ladders } from './judge-ladders.ts'
import { type Days, type Passed, passDays } from './pass-days.ts'

export type DaysSize = Pick<Days, 'days' | 'restarts' | 'restartsAtOnce'> & {
  readonly workers: number
  readonly facilities: number
  readonly recalls: number
}

const dayMs = 86_400_000

/**
 * T18: nobody answers, weeks pass, daylight saving time begins or ends, and the process is killed meanwhile. Every reminder, escalation and call comes once, on its day, and not before its hour.
 */
async function letDaysPass(size: DaysSize, seed: number): Promise<FaultResult> {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-time-'))
  const timeFile = join(folder, 'time.json')
  // Two days before the clocks change, so that deadlines lie on both sides.
  const aheadMs = nextClockChange() - 2 * dayMs - Date.parse(systemClock.now())
  moveTime(timeFile, { businessMs: aheadMs, realMs: 0 })
  const prepared = await prepareWorld(
    createWorld(size.facilities, size.recalls, { nothingBounces: true, nobodyActs: true }),
  )
  try {
    const setting = { workers: size.workers, workerOptions: { timeFile } }
    const lived = await liveDisturbed(prepared, setting, async (stage) => {
      stage.pace.allow(size.recalls)
      await untilAllAreWritten(stage, size, aheadMs)
      const days = { ...size, timeFile, aheadMs, random: createRandom(seed) }
      const passed = await passDays(stage, days)
      return { passed, ladders: await judgeLadders(stage.observer.backEnd, passed.until) }
    })
    const { passed, ladders } = lived.result
    const { tally, ledgerFault, possibleRepeats } = lived.outcome
    const letters = new Set(tally.accepted.map(({ tags }) => tags.letterId)).size
    return {
      ...nothingHappened('reminders', seed),
      kills: passed.restarts,
      letters,
      doubled: tally.accepted.length - letters,
      possibleRepeats: possibleRepeats.size,
      ledgerValid: ledgerFault === undefined,
      figures: {
        days: size.days,
        ...ladders,
        latestTicks: ladders.latestTicks.toFixed(3),
        busyTicks: passed.busyTicks,
        seconds: Math.round(lived.ms / 1_000),
      },
      breaches: [
        ...breachesOf(ladders, size, passed),
        ...(tally.accepted.length > letters ? [`${tally.accepted.length - letters} letters came twice`] : []),
        ...(ledgerFault === undefined ? [] : [`the verifier refuses the ledger: ${ledgerFault}`]),
      ],
    }
  } finally {
    prepared.close()
    rmSync(folder, { recursive: true })
  }
}

/** Unclassified and class I are escalated with a call as well, class II and III without; every class has two reminders. */
const rungsOf = (size: DaysSize): number =>
  Array.from({ length: size.recalls }, (_, index) => (index % 4 < 2 ? 4 : 3)).reduce(
    (sum, rungs) => sum + rungs,
    0,
  ) * size.facilities

const lateTicksAtMost = 2

function breachesOf(
  { expected, missed, double, early, latestTicks, offTheHour }: Ladders,
  size: DaysSize,
  { restarts }: Passed,
): readonly string[] {
  return [
    ...(expected === rungsOf(size) ? [] : [`${expected} rungs were planned instead of ${rungsOf(size)}`]),
    ...(missed > 0 ? [`${missed} never came`] : []),
    ...(double > 0 ? [`${double} came twice`] : []),
    ...(early > 0 ? [`${early} came before their time`] : []),
    ...(latestTicks > lateTicksAtMost ? [`one came ${latestTicks} hours after its time`] : []),
    ...(offTheHour > 0 ? [`${offTheHour} were due at another hour than 17:00 there`] : []),
    ...(restarts < size.restarts ? [`there were only ${restarts} restarts`] : []),
  ]
}

async function untilAllAreWritten(
  { observer, judge }: Stage,
  { facilities, recalls }: DaysSize,
  aheadMs: number,
): Promise<void> {
  const now = () => addMs(systemClock.now(), aheadMs)
  const isWritten = async () => {
    const initial = (await judge.tally()).accepted.filter(({ tags }) => tags.kind === 'initial')
    const cases = new Set(initial.map(({ tags }) => tags.caseId))
    return cases.size === facilities * recalls && (await observer.isQuiet(now()))
  }
  await eventually('every site is written to', isWritten, 1_800_000)
}

/** The next time at which New York's offset changes, to the hour. */
function nextClockChange(): number {
  const offsetAt = (time: number): string =>
    new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const start = Date.parse(systemClock.now()) + 3 * dayMs
  for (let time = start; time < start + 400 * dayMs; time += 3_600_000)
    if (offsetAt(time) !== offsetAt(time + 3_600_000)) return time
  throw new Error('New York keeps one time all year round')
}

/** Ten thousand letters in full: the first ones, two reminders and an escalation each. */
const sizes = {
  usual: { workers: 1, facilities: 8, recalls: 4, days: 30, restarts: 20, restartsAtOnce: 2 },
  full: { workers: 1, facilities: 100, recalls: 25, days: 60, restarts: 500, restartsAtOnce: 12 },
} as const

export const reminders: FaultTest = {
  name: 'reminders',
  run: async function* ({ full, seed }) {
    yield letDaysPass(full ? sizes.full : sizes.usual, seed)
  },
}
