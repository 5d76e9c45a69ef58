import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { composeInstallation } from '@recallwire/infra-embedded/compose.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { type Api, createApi } from '@recallwire/infra-embedded/demonstration/api.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { createLifecycle } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { type Observer, observe } from '../../faults/look/observe.ts'

/** The installation that a user starts, in this process, on a data folder of its own. */
export type BenchInstallation = {
  readonly baseUrl: string
  readonly backEnd: Observer['backEnd']
  readonly operator: Actor
  /** The header that says who asks. */
  authorise(actor: Actor): string
  as(actor: Actor): Api
  /** Until nothing is under way any more: every event handled, no step due, every letter recorded. */
  settled(): Promise<void>
  close(): Promise<void>
}

const lookEveryMs = 50
const hourMs = 3_600_000

/** With the given mail service and its defaults otherwise, but for a facility's letter that does not wait for more units. */
export async function openBenchInstallation(mailer: Mailer): Promise<BenchInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-bench-'))
  const lifecycle = createLifecycle()
  const { baseUrl, backEnd, keys } = await composeInstallation(
    {
      dataFolder: folder,
      port: 0,
      host: '127.0.0.1',
      config: embeddedConfigSchema.parse({
        RECALLWIRE_GATHER_MS: '0',
        RECALLWIRE_MAIL_FROM: 'recalls@example.org',
      }),
      aws: { region: undefined, endpoint: undefined },
      mail: { mailer, close: () => undefined },
      clock: systemClock,
      realNow: systemClock.now,
      random: randomBytes,
      logger: createLogger({ level: 'silent' }),
      environmentBanner: undefined,
      alone: true,
    },
    lifecycle,
  )
  const observer = await observe(folder)
  const authorise = (actor: Actor) => forwardActor(keys.forwarding, actor, addMs(systemClock.now(), hourMs))
  return {
    baseUrl,
    backEnd,
    operator: { ...serviceActor('bench', keys.installationId), role: 'operator' },
    authorise,
    as: (actor) => createApi(baseUrl, authorise, actor),
    settled: async () => {
      while (!(await observer.isQuiet(systemClock.now()))) await delay(lookEveryMs)
    },
    close: async () => {
      await observer.close()
      await lifecycle.stop()
      await rm(folder, { recursive: true })
    },
  }
}
