import type { FaultResult, FaultTest } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { createRandom } from '../seeded-random.ts'
import { liveDisturbed, liveUndisturbed } from '../world/live-disturbed.ts'
import { prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'
import { killAgain } from './kill-again.ts'

export type KillSize = {
  /** One is what a user starts; several work on one file. */
  readonly workers: 1 | 3
  readonly kills: number
  /** Goes on killing until so long has passed, too. */
  readonly seconds: number
  readonly facilities: number
  /** So many at most; each kill lets one more be published. */
  readonly recalls: number
}

/** Reports of the mail service come late, doubled and in the wrong order, and now and then an answer is lost. */
const weather = {
  answers: { throttle: 0.01, 'reset-after-accept': 0.01, 'error-after-accept': 0.01, unavailable: 0.01 },
  events: { lost: 0, doubled: 0.1, reversed: 0.1, late: 0.3, lateMs: 450 },
}

/**
 * T1: SIGKILL again and again while recalls are published, matched, mailed, added to and answered. Afterwards everything is as if
 * nothing had happened: every letter was accepted, and once, unless the record says otherwise.
 */
export async function killUnderLoad(size: KillSize, seed: number): Promise<FaultResult> {
  const prepared = await prepareWorld(createWorld(size.facilities, size.recalls))
  try {
    const begun = performance.now()
    const setting = { weather: { seed, ...weather }, workers: size.workers === 1 ? undefined : size.workers }
    const shaken = await liveDisturbed(prepared, setting, ({ crew, observer, pace }) => {
      pace.allow(1)
      return killAgain({
        crew,
        observer,
        random: createRandom(seed),
        goesOn: (kills) => kills < size.kills || performance.now() - begun < size.seconds * 1_000,
        moreWork: pace.allowOneMore,
        onKill: (kills) => pace.allow(1 + kills),
      })
    })
    const calm = await liveUndisturbed(prepared, shaken.published)
    const compared = compareOutcomes(calm.outcome, shaken.outcome)
    const lives = shaken.result
    const idle = lives.filter(({ events }) => events <= 0).length
    return {
      test: `kill-${size.workers}`,
      kills: lives.length,
      seed,
      ...compared,
      figures: {
        workers: size.workers,
        seconds: Math.round(shaken.ms / 1_000),
        calmSeconds: Math.round(calm.ms / 1_000),
        recalls: shaken.published,
        eventsPerLife: Math.round(lives.reduce((sum, { events }) => sum + events, 0) / lives.length),
        longestSilenceMs: Math.round(shaken.longestSilenceMs),
      },
      breaches: [
        ...compared.breaches,
        ...(lives.length < size.kills ? [`the work ran out after ${lives.length} kills`] : []),
        ...(idle > 0 ? [`${idle} processes were killed without anything having been done`] : []),
      ],
    }
  } finally {
    prepared.close()
  }
}

const sizes = {
  usual: { kills: 50, seconds: 0, facilities: 40, recalls: 60 },
  full: { kills: 1_000, seconds: 3_600, facilities: 40, recalls: 6_000 },
} as const

export const kill: FaultTest = {
  name: 'kill',
  run: async function* ({ full, seconds, seed }) {
    const size = full ? sizes.full : sizes.usual
    for (const workers of [1, 3] as const)
      yield killUnderLoad({ ...size, seconds: seconds ?? size.seconds, workers }, seed)
  },
}
