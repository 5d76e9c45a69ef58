import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { caseIdOf } from '@recallwire/domain/ids.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { FaultResult, FaultTest } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { followMail } from '../look/follow-mail.ts'
import { observe } from '../look/observe.ts'
import { lookAtOutcome } from '../look/outcome.ts'
import { untilQuiet } from '../look/until-quiet.ts'
import { startCrew } from '../processes/crew.ts'
import { spawnInstallation, spawnWorker } from '../processes/installation.ts'
import { type Judge, withJudge } from '../processes/judge.ts'
import { createRandom } from '../seeded-random.ts'
import { liveUndisturbed } from '../world/live-disturbed.ts'
import { publishRecall } from '../world/live-through-world.ts'
import { type PreparedWorld, prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'

type SweepSize = { readonly facilities: number; readonly recalls: number; readonly lost: number }

const sweepEveryMs = 5_000
const matchingWithinMs = 600_000

/**
 * T22: behind the system's back verdicts vanish, with the word of them that was on its way to the notifier, before anybody was written
 * to. Within one sweep each is found again, and its letter goes out.
 */
async function loseMatches(size: SweepSize, seed: number): Promise<FaultResult> {
  const prepared = await prepareWorld(
    createWorld(size.facilities, size.recalls, { nobodyActs: true, nothingBounces: true }),
  )
  try {
    const swept = await withJudge(async (judge) => {
      const folder = prepared.copy()
      await matchAlone(prepared, folder, judge)
      const lost = loseSome(folder, size.lost, createRandom(seed))
      return { lost, ...(await sendAndSweep(prepared, folder, judge, lost)) }
    })
    const calm = await liveUndisturbed(prepared, size.recalls)
    const compared = compareOutcomes(calm.outcome, swept.outcome)
    const withinMs = Math.round(swept.foundMs)
    return {
      test: 'sweep',
      kills: 0,
      seed,
      ...compared,
      figures: {
        foundBySweeps: swept.found,
        matches: size.facilities * size.recalls,
        lostMatches: swept.lost.length,
        foundWithinMs: withinMs,
        sweepEveryMs,
      },
      breaches: [
        ...compared.breaches,
        ...(swept.found === swept.lost.length
          ? []
          : [`sweeps repaired ${swept.found} verdicts where ${swept.lost.length} were gone`]),
        ...(swept.lost.length === size.lost
          ? []
          : [`only ${swept.lost.length} verdicts could be taken away`]),
      ],
    }
  } finally {
    prepared.close()
  }
}

/** The recalls are published and matched while nobody listens who would write letters. */
async function matchAlone(prepared: PreparedWorld, folder: string, judge: Judge): Promise<void> {
  const services = ['ingestion', 'matcher', 'auditor'] as const
  const crew = await startCrew(1, (port) =>
    spawnWorker({ dataFolder: folder, port, services: [...services] }, judge.settings),
  )
  try {
    await crew.allReady()
    const observer = await observe(folder)
    const caller = { baseUrl: crew.baseUrl, secret: prepared.secret }
    for (const recall of prepared.world.recalls)
      await publishRecall({ caller, enrolled: prepared.enrolled }, recall)
    const isMatched = async () => {
      const { 'unread by notifier': _waits, ...others } = await observer.underWay(systemClock.now())
      return Object.keys(others).length === 0
    }
    await eventually('the recalls are matched', isMatched, matchingWithinMs)
    await observer.close()
    await crew.stopAll()
  } finally {
    await crew.killAll()
  }
}

type LostMatch = { readonly recallId: string; readonly facilityId: string }

/** Takes verdicts away, and the events that told of them. Each is of a facility of its own. */
function loseSome(folder: string, count: number, random: () => number): readonly LostMatch[] {
  const database = new DatabaseSync(join(folder, 'recallwire.db'))
  try {
    const rows = database.prepare('SELECT id, document FROM matches ORDER BY id').all()
    const chosen = rows
      .map((row) => ({ row, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .slice(0, count)
    const lost = chosen.map(({ row }) => {
      const { recallId, facilityId } = JSON.parse(String(row.document)) as LostMatch
      database.prepare('DELETE FROM matches WHERE id = ?').run(String(row.id))
      const told = database
        .prepare(
          `DELETE FROM log_records WHERE key = ? AND CAST(value AS TEXT) LIKE '%"recallwire.units-matched.v1"%'
           AND CAST(value AS TEXT) LIKE ?`,
        )
        .run(recallId, `%"facilityId":"${facilityId}"%`)
      return Number(told.changes) > 0 ? [{ recallId, facilityId }] : []
    })
    return lost.flat()
  } finally {
    database.close()
  }
}

/** Everything runs, a sweep comes soon, and its finds are written to like all others. */
async function sendAndSweep(
  prepared: PreparedWorld,
  folder: string,
  judge: Judge,
  lost: readonly LostMatch[],
) {
  const settings = { ...judge.settings, RECALLWIRE_SWEEP_INTERVAL_MS: String(sweepEveryMs) }
  const crew = await startCrew(1, (port) => spawnInstallation(folder, port, settings))
  try {
    await crew.allReady()
    const begun = performance.now()
    const mail = followMail(judge)
    const observer = await observe(folder)
    for (const { recallId, facilityId } of lost)
      await mail.until(caseIdOf(recallId, facilityId), 'initial', matchingWithinMs)
    const foundMs = performance.now() - begun
    await untilQuiet(observer, judge)
    const found = await countFound(crew.baseUrl())
    await observer.close()
    await crew.stopAll()
    return { foundMs, found, outcome: await lookAtOutcome(prepared, folder, judge) }
  } finally {
    await crew.killAll()
  }
}

/** How many verdicts the sweeps had to repair: each once, however many sweeps there were. */
async function countFound(baseUrl: string): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', baseUrl))).text()
  return Number(/^recallwire_sweep_found_total (\d+)/m.exec(metrics)?.[1] ?? 0)
}

export const sweep: FaultTest = {
  name: 'sweep',
  run: async function* ({ full, seed }) {
    yield loseMatches(
      full ? { facilities: 200, recalls: 10, lost: 20 } : { facilities: 50, recalls: 4, lost: 4 },
      seed,
    )
  },
}
