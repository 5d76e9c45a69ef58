import { setTimeout as delay } from 'node:timers/promises'
import { recallSummarySchema } from '@recallwire/domain/views/recall-view.ts'
import { type Failpoint, failpoints as names } from '@recallwire/runtime/failpoint.ts'
import { z } from 'zod'
import type { FaultResult, FaultTest } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { liveDisturbed, liveUndisturbed, type Stage } from '../world/live-disturbed.ts'
import { createPatientApi, type PatientApi } from '../world/patient-api.ts'
import { type PreparedWorld, prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'

/** One kill: before the place, or some turns of the event loop after it. */
type Armed = { readonly name: Failpoint; readonly setting: string }

/** So long a process may go without reaching its failpoint, with recalls to work on. */
const reachedWithinMs = 120_000
/** When the failpoint was not reached yet, one more recall is published. */
const moreWorkEveryMs = 4_000

const sites = 12

/**
 * T2: the process is killed at every failpoint, before it and after it, `times` times each: the later ones when the place is reached
 * again, or more turns of the event loop behind it. A place that is never reached is a breach.
 */
export async function killAtFailpoints(times: number, seed: number): Promise<FaultResult> {
  const kills = armedKills(times)
  const prepared = await prepareWorld(createWorld(sites, 4 * kills.length, { oftenAReply: true }))
  try {
    const disturbed = await liveDisturbed(prepared, {}, (stage) => killAll(prepared, stage, kills))
    const calm = await liveUndisturbed(prepared, disturbed.published)
    const compared = compareOutcomes(calm.outcome, disturbed.outcome)
    const missed = disturbed.result
    return {
      test: 'failpoints',
      kills: kills.length - missed.length,
      seed,
      ...compared,
      figures: {
        failpoints: names.length,
        timesEach: 2 * times,
        seconds: Math.round(disturbed.ms / 1_000),
        recalls: disturbed.published,
        longestSilenceMs: Math.round(disturbed.longestSilenceMs),
      },
      breaches: [...compared.breaches, ...missed.map(({ setting }) => `${setting} was never reached`)],
    }
  } finally {
    prepared.close()
  }
}

const armedKills = (times: number): readonly Armed[] =>
  Array.from({ length: times }, (_, index) => index + 1).flatMap((time) =>
    names.flatMap((name) => [
      { name, setting: `${name}:before:${time}` },
      { name, setting: `${name}:after:1:${time}` },
    ]),
  )

/** Kills at each of them and answers those that were never reached. */
async function killAll(
  prepared: PreparedWorld,
  { crew, pace, caller }: Stage,
  kills: readonly Armed[],
): Promise<readonly Armed[]> {
  const reading = readAlways(createPatientApi(caller, prepared.enrolled.regulator))
  const missed: Armed[] = []
  for (const armed of kills) {
    await crew.replace(0, { RECALLWIRE_TEST_FAULTS: 'yes', RECALLWIRE_FAILPOINT: armed.setting })
    if (!(await diesWithin(crew.process(0).ended, pace.allowOneMore))) missed.push(armed)
  }
  await crew.replace(0)
  await crew.allReady()
  await reading.stop()
  return missed
}

/** Whether the process killed itself while there was more and more to do. */
async function diesWithin(ended: Promise<unknown>, moreWork: () => boolean): Promise<boolean> {
  const deadline = performance.now() + reachedWithinMs
  while (performance.now() < deadline) {
    moreWork()
    const how = await Promise.race([ended, delay(moreWorkEveryMs, 'lives' as const)])
    if (how === 'SIGKILL') return true
    if (how !== 'lives') throw new Error(`the process ended by itself with ${String(how)}`)
  }
  return false
}

/** Someone downloads the newest recall's evidence again and again. */
function readAlways(api: PatientApi): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const reading = (async () => {
    while (!stopping.signal.aborted) {
      const recalls = z.array(recallSummarySchema).parse(await api.get('/v1/recalls'))
      const recallId = recalls.at(-1)?.recallId
      if (recallId !== undefined) await api.download(`/v1/recalls/${recallId}/bundle`)
      await delay(200, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await reading
    },
  }
}

export const failpoints: FaultTest = {
  name: 'failpoints',
  run: async function* ({ full, seed }) {
    yield killAtFailpoints(full ? 5 : 2, seed)
  },
}
