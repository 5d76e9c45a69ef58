import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { playDemonstration } from '@recallwire/infra-embedded/demonstration/play.ts'
import { type SignInLink, signInLinks } from '@recallwire/infra-embedded/demonstration/sign-in-links.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { DemonstrationConfig } from './config.ts'

export type Audience = {
  readonly random: (bytes: number) => Uint8Array
  /** Told what happens, line by line. */
  readonly tell: (line: string) => void
  /** How long the services may take until they answer, in milliseconds. */
  readonly patienceMs: number
}

const lookMs = 200

/** Plays once everything answers, and gives everyone in it a way to sign in. Throws RecallError `upstream-unavailable`, `upstream-refused`. */
export async function demonstrate(
  config: DemonstrationConfig,
  { random, tell, patienceMs }: Audience,
): Promise<readonly SignInLink[]> {
  const publicUrl = config.RECALLWIRE_PUBLIC_URL
  const baseUrl = config.RECALLWIRE_CONSOLE_URL ?? publicUrl
  const [secret = new Uint8Array()] = config.RECALLWIRE_FORWARDING_SECRET
  const authorise = (actor: Actor) => forwardActor(secret, actor, addMs(systemClock.now(), 60_000))
  const operator: Actor = {
    ...serviceActor('demonstration', config.RECALLWIRE_INSTALLATION_ID),
    role: 'operator',
  }
  await untilAnswered(baseUrl, patienceMs)
  const { people } = await playDemonstration({
    baseUrl,
    authorise,
    operator,
    pause: () => delay(lookMs),
    tell,
  })
  const startId = Buffer.from(random(16)).toString('hex')
  return signInLinks({ baseUrl, publicUrl, authorise, startId }, [...people])
}

/** The API document asks every service for its part, so it is there when all of them are. */
async function untilAnswered(baseUrl: string, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const answer = await fetch(`${baseUrl}/openapi.json`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok === true) return
    if (performance.now() > deadline)
      throw new RecallError(
        'upstream-unavailable',
        `Not all services answered at ${baseUrl} within ${patienceMs / 1_000} seconds.`,
      )
    await delay(lookMs)
  }
}
