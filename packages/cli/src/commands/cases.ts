import { caseSummarySchema } from '@recallwire/domain/views/case-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { done } from '../outcome.ts'
import { renderCases } from '../render-cases.ts'

export const cases = defineCommand({
  name: 'cases',
  summary: 'List the newest cases you have to do with, the most urgent first',
  examples: ['cases', 'cases --json'],
  input: z.strictObject({}),
  ask: async (api, _input, { now }) => {
    const answer = await api.get('/v1/cases', z.array(caseSummarySchema))
    if (answer.kind !== 'ok') return answer
    return done(answer.value, renderCases(answer.value, new Date(now()).toISOString()))
  },
})
