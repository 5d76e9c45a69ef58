import type { SendQuota } from '@recallwire/infra-ses/local-ses.ts'
import { followMail } from '../look/follow-mail.ts'
import { type Observer, observe } from '../look/observe.ts'
import { lookAtOutcome, type Outcome } from '../look/outcome.ts'
import { untilQuiet } from '../look/until-quiet.ts'
import { watchSilence } from '../look/watch-silence.ts'
import { type Crew, startCrew } from '../processes/crew.ts'
import { spawnInstallation, spawnWorker } from '../processes/installation.ts'
import { type GivenWeather, type Judge, withJudge } from '../processes/judge.ts'
import type { WorkerOptions } from '../processes/worker-options.ts'
import { liveThroughWorld } from './live-through-world.ts'
import { createPace, type Pace } from './pace.ts'
import type { Caller } from './patient-api.ts'
import type { PreparedWorld } from './prepare-world.ts'

/** What a story is lived through in. */
export type Setting = {
  /** How many processes; undefined is the one that a user starts. */
  readonly workers?: number | undefined
  readonly workerOptions?: Omit<WorkerOptions, 'dataFolder' | 'port'>
  readonly settings?: Readonly<Record<string, string>>
  readonly weather?: GivenWeather
  /** What the account may send; left out, more than anybody sends. */
  readonly quota?: SendQuota
  /** A copy of the data to live on; left out, one is made. */
  readonly folder?: string
}

/** Where it happens, for whoever disturbs it. */
export type Stage = {
  readonly folder: string
  readonly judge: Judge
  readonly observer: Observer
  readonly crew: Crew
  readonly caller: Caller
  readonly pace: Pace
}

export type Lived<Result> = {
  readonly outcome: Outcome
  /** What came of the disturbing. */
  readonly result: Result
  readonly published: number
  readonly ms: number
  readonly longestSilenceMs: number
}

/**
 * Lives through the story on a copy of the data while it is disturbed, until all that was begun is done. Nothing more is
 * published once the disturbing is over.
 */
export async function liveDisturbed<Result>(
  prepared: PreparedWorld,
  setting: Setting,
  disturb: (stage: Stage) => Promise<Result>,
): Promise<Lived<Result>> {
  return withJudge(async (judge) => {
    if (setting.weather !== undefined) await judge.weather(setting.weather)
    if (setting.quota !== undefined) await judge.quota(setting.quota)
    const folder = setting.folder ?? prepared.copy()
    const settings = { ...judge.settings, ...setting.settings }
    const observer = await observe(folder)
    const crew = await startCrew(setting.workers ?? 1, (port, more) =>
      setting.workers === undefined
        ? spawnInstallation(folder, port, { ...settings, ...more })
        : spawnWorker({ ...setting.workerOptions, dataFolder: folder, port }, { ...settings, ...more }),
    )
    const begun = performance.now()
    try {
      const pace = createPace(prepared.world.recalls.length)
      const caller = { baseUrl: crew.baseUrl, secret: prepared.secret }
      const silence = watchSilence(observer, pace.isBusy)
      const [result, published] = await Promise.all([
        disturb({ folder, judge, observer, crew, caller, pace }).finally(pace.end),
        liveThroughWorld({ ...prepared, caller, judge, mail: followMail(judge), ...pace }),
      ])
      await untilQuiet(observer, judge)
      const longestSilenceMs = await silence.stop()
      const ms = performance.now() - begun
      await observer.close()
      await crew.stopAll()
      const outcome = await lookAtOutcome(prepared, folder, judge)
      return { outcome, result, published, ms, longestSilenceMs }
    } finally {
      await crew.killAll()
    }
  })
}

/** The same story in the process that a user starts, as far as another run of it came, with nothing in its way. */
export const liveUndisturbed = (prepared: PreparedWorld, published: number): Promise<Lived<void>> =>
  liveDisturbed(prepared, {}, async ({ pace }) => pace.allow(published))
