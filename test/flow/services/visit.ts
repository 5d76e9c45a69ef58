import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { type RecallSummary, recallSummarySchema } from '@recallwire/domain/views/recall-view.ts'
import { type Api, createApi } from '@recallwire/infra-embedded/demonstration/api.ts'
import { actorOf, type Enrolled } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { playDemonstration } from '@recallwire/infra-embedded/demonstration/play.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { z } from 'zod'
import type { Judge } from '../../faults/processes/judge.ts'
import { parseLetter, type ReceivedLetter } from '../support/post-office.ts'
import type { RunningServices } from './start-services.ts'

type Signed = Pick<RunningServices, 'forwardingSecret' | 'installationId'>

const authoriseBy = (services: Signed) => (actor: Actor) =>
  forwardActor(services.forwardingSecret, actor, addMs(systemClock.now(), 60_000))

/** Plays the demonstration through a public address. */
export const playThrough = (services: Signed, baseUrl: string): Promise<Enrolled> =>
  playDemonstration({
    baseUrl,
    authorise: authoriseBy(services),
    operator: { ...serviceActor('test', services.installationId), role: 'operator' },
    pause: () => delay(50),
    tell: () => undefined,
  })

/** What people of the demonstration do and see at a public address. */
export function visit(
  services: Signed,
  enrolled: Enrolled,
  judge: Pick<Judge, 'tally' | 'mime'>,
  baseUrl: string,
) {
  const authorise = authoriseBy(services)
  const as = (name: string): Api => createApi(baseUrl, authorise, actorOf(enrolled.people, name))
  return {
    as,
    /** The header that says who asks. */
    signed: (name: string): string => authorise(actorOf(enrolled.people, name)),
    recall: async (): Promise<RecallSummary> => {
      const [recall] = z.array(recallSummarySchema).parse(await as('Dana Whitlock').get('/v1/recalls'))
      if (recall === undefined) throw new Error('the demonstration published no recall')
      return recall
    },
    /** The first letter to an address, as the mail service accepted it. */
    letterTo: async (address: string): Promise<ReceivedLetter> => {
      const { accepted } = await judge.tally()
      const found = accepted.find(
        ({ destinations, tags }) => destinations.includes(address) && tags.kind === 'initial',
      )
      if (found === undefined) throw new Error(`no first letter to ${address} was accepted`)
      return parseLetter(found.tags.letterId ?? '', await judge.mime(found.messageId))
    },
  }
}
