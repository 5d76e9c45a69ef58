import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import { addMs, type Instant } from '@recallwire/domain/time.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { type Api, createApi } from '@recallwire/infra-embedded/demonstration/api.ts'
import { actorOf, type Enrolled } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { playDemonstration } from '@recallwire/infra-embedded/demonstration/play.ts'
import { type Running, startRecallwire } from '@recallwire/infra-embedded/start.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { openDistributedTwice } from '../../engines/open-distributed-twice.ts'
import { useEngine } from '../../engines/use-engine.ts'
import { createMovingClock, type MovingClock } from './moving-clock.ts'

export type Installation = {
  readonly url: string
  readonly folder: string
  readonly clock: MovingClock
  readonly enrolled: Enrolled
  readonly running: Running
  /** The API as a person of the demonstration. */
  as(name: string): Api
  /** Moves business time and waits until everything that follows has happened. */
  pass(ms: number): Promise<void>
  /** Waits until nothing is under way: no event unhandled, no step due, no letter unsent. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** The tests run on the data file, and again on Kafka and MongoDB (`on-distributed.ts`). */
async function openBackEnd(): Promise<BackEnd | undefined> {
  if (process.env.RECALLWIRE_TEST_BACKEND !== 'distributed') return undefined
  const [kafka, mongodb] = [await useEngine('kafka'), await useEngine('mongodb')]
  if ('missing' in kafka) throw new Error(kafka.missing)
  if ('missing' in mongodb) throw new Error(mongodb.missing)
  const { one, other, close } = await openDistributedTwice(kafka.address, mongodb.address)()
  await other.close()
  return { ...one, close }
}

/** The demonstration played on a fresh data folder, in business time that the test moves. */
export async function openInstallation(start: Instant): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-flow-'))
  const clock = createMovingClock(start)
  const backEnd = await openBackEnd()
  const running = await startRecallwire({
    dataFolder: folder,
    backEnd,
    port: 0,
    host: '127.0.0.1',
    config: embeddedConfigSchema.parse({}),
    aws: { region: undefined, endpoint: undefined },
    clock,
    realNow: systemClock.now,
    random: randomBytes,
    logger: createLogger({ level: 'warn' }),
    environmentBanner: { en: 'Demonstration', es: 'Demostración' },
  })
  const { baseUrl, keys, lifecycle } = running
  const authorise = (actor: Actor) => forwardActor(keys.forwarding, actor, addMs(systemClock.now(), 60_000))
  const pause = async () => {
    clock.advance(1_000)
    await delay(20)
  }
  const operator: Actor = { ...serviceActor('test', keys.installationId), role: 'operator' }
  const enrolled = await playDemonstration({
    baseUrl,
    authorise,
    operator,
    pause,
    tell: () => undefined,
  })
  const quiet = () => eventually('the installation is quiet', () => isQuiet(running, clock), 60_000)
  return {
    url: running.publicUrl,
    folder,
    clock,
    enrolled,
    running,
    as: (name) => createApi(baseUrl, authorise, actorOf(enrolled.people, name)),
    quiet,
    pass: async (ms) => {
      await quiet()
      clock.advance(ms)
      await quiet()
    },
    close: async () => {
      await lifecycle.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const consumers = [
  ['matcher', ['recall.events', 'registry.events', 'case.events']],
  ['notifier', ['recall.events', 'case.events', 'mail.events']],
  ['auditor', ['recall.events', 'registry.events', 'case.events', 'mail.events', 'audit.events']],
] as const

/** Looked at twice, so that a moment between two steps does not pass for the end. */
async function isQuiet(running: Running, clock: MovingClock): Promise<boolean> {
  for (let look = 0; look < 2; look += 1) {
    if (!(await nothingUnderWay(running, clock))) return false
    await delay(30)
  }
  return true
}

async function nothingUnderWay({ backEnd }: Running, clock: MovingClock): Promise<boolean> {
  const { log, outbox, cases, matching } = backEnd
  if ((await outbox.waiting()).count > 0) return false
  for (const [group, topics] of consumers) if ((await log.lag(group, topics)) > 0) return false
  if ((await cases.due(clock.now(), 1)).length > 0) return false
  if ((await matching.jobs.open()).length > 0) return false
  const all = await cases.list(serviceReader('test'), 1_000)
  const unsent = all
    .flatMap(({ document }) => document.letters)
    .filter((letter) => letter.acceptedAt === undefined)
  for (const { letterId } of unsent) {
    const state = (await backEnd.letters.get(letterId))?.document.state
    if (state !== 'cancelled' && state !== 'stuck') return false
  }
  return true
}
