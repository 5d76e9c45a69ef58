import type { Actor } from '@recallwire/domain/access/actor.ts'
import { advanceSchema, type ClockView, clockViewSchema } from '@recallwire/domain/views/clock-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import type { SimulatedClock } from './simulated-clock.ts'

const route = defineRoute<Actor>()

/** There only where time is simulated. */
export const clockRoutes = (clock: SimulatedClock): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/clock',
    summary: 'Tell the simulated time',
    action: 'clock.use',
    credential: 'key',
    answers: 'json',
    reply: { 200: clockViewSchema },
    handle: () => ({ status: 200, body: viewOf(clock) }),
  }),
  route({
    method: 'POST',
    path: '/v1/clock/advance',
    summary: 'Let simulated time pass, an hour at each step',
    action: 'clock.use',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: advanceSchema,
    reply: { 202: clockViewSchema },
    handle: ({ body }) => {
      clock.advance(body.hours)
      return { status: 202, body: viewOf(clock) }
    },
  }),
]

function viewOf(clock: SimulatedClock): ClockView {
  const movingTo = clock.movingTo()
  return { now: clock.now(), ...(movingTo === undefined ? {} : { movingTo }) }
}
