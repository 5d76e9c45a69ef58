import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { done } from '../outcome.ts'
import { renderStuck } from '../render-stuck.ts'
import { stuckLettersSchema } from '../stuck-letters.ts'

export const stuck = defineCommand({
  name: 'stuck',
  summary: 'List letters that no further try can bring to their reader: a person has to',
  examples: ['stuck', 'stuck --json'],
  input: z.strictObject({}),
  ask: async (api) => {
    const answer = await api.get('/v1/letters/stuck', stuckLettersSchema)
    return answer.kind === 'ok' ? done(answer.value, renderStuck(answer.value)) : answer
  },
})
