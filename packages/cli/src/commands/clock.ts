import { type ClockView, clockViewSchema } from '@recallwire/domain/views/clock-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { done } from '../outcome.ts'
import { shortInstant } from '../words.ts'

const spanSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}[hd]$/, 'write a span such as 12h or 3d')
  .transform((text) => Number(text.slice(0, -1)) * (text.endsWith('d') ? 24 : 1))

/** Only for an installation that was started with a simulated clock; any other has no such address. */
export const clock = defineCommand({
  name: 'clock',
  summary: 'Tell the time of an installation with a simulated clock, or let it pass',
  options: [{ flags: '--advance <span>', description: 'let this much time pass, e.g. 12h or 3d' }],
  examples: ['clock', 'clock --advance 3d'],
  remarks:
    'Start with "--clock simulated" to have one. Time passes an hour at each step, about a day in two seconds.',
  input: z.strictObject({ advance: spanSchema.optional() }),
  ask: async (api, { advance }, { newId }) => {
    const answer =
      advance === undefined
        ? await api.get('/v1/clock', clockViewSchema)
        : await api.post(
            {
              path: '/v1/clock/advance',
              idempotencyKey: newId(),
              contentType: 'application/json',
              body: new TextEncoder().encode(JSON.stringify({ hours: advance })),
            },
            clockViewSchema,
          )
    return answer.kind === 'ok' ? done(answer.value, renderClock(answer.value)) : answer
  },
})

const renderClock = ({ now, movingTo }: ClockView): string =>
  movingTo === undefined
    ? `It is ${shortInstant(now)}.`
    : `It is ${shortInstant(now)} and will be ${shortInstant(movingTo)} in a moment.`
