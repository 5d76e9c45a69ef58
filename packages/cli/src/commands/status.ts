import { caseSummarySchema } from '@recallwire/domain/views/case-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { done } from '../outcome.ts'
import { recallStatus } from '../recall-status.ts'
import { renderStatus } from '../render-status.ts'

export const status = defineCommand({
  name: 'status',
  summary: 'Show where a recall stands: every step of evidence apart, and who is silent',
  arguments: [recallArgument],
  examples: ['status FA-2025-019', 'status FA-2025-019 --json | jq .silent'],
  input: z.strictObject({ recall: z.string() }),
  ask: async (api, input, { now }) => {
    const recall = await findRecall(api, input.recall)
    if (recall.kind !== 'ok') return recall
    const cases = await api.get(`/v1/recalls/${recall.value.recallId}/cases`, z.array(caseSummarySchema))
    if (cases.kind !== 'ok') return cases
    const found = recallStatus(recall.value, cases.value, new Date(now()).toISOString())
    return done(found, renderStatus(found))
  },
})
