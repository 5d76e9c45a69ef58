import { reachSchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { done } from '../outcome.ts'
import { renderReach } from '../render-reach.ts'

export const reach = defineCommand({
  name: 'reach',
  summary: 'Show who would be told if what waits for approval went out now',
  arguments: [recallArgument],
  examples: ['reach FA-2025-019', 'reach FA-2025-019 --json'],
  input: z.strictObject({ recall: z.string() }),
  ask: async (api, input) => {
    const recall = await findRecall(api, input.recall)
    if (recall.kind !== 'ok') return recall
    const answer = await api.get(`/v1/notices/${recall.value.recallId}/reach`, reachSchema)
    if (answer.kind !== 'ok') return answer
    return done(answer.value, renderReach(recall.value.reference, answer.value))
  },
})
