import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { caseSummarySchema } from '@recallwire/domain/views/case-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { givenInstantSchema } from '../given-instant.ts'
import { done } from '../outcome.ts'
import { renderReport } from '../render-report.ts'

export const report = defineCommand({
  name: 'report',
  summary: 'Show the status report: the six figures of 21 CFR 7.53, each with its ledger entries',
  arguments: [recallArgument],
  options: [{ flags: '--as-of <instant>', description: 'the report as it stood then (default: now)' }],
  examples: ['report FA-2025-019', 'report FA-2025-019 --as-of 2025-07-01T12:00:00Z --json'],
  remarks: 'The same entries give the same report, today and in ten years.',
  input: z.strictObject({ recall: z.string(), asOf: givenInstantSchema.optional() }),
  ask: async (api, input) => {
    const recall = await findRecall(api, input.recall)
    if (recall.kind !== 'ok') return recall
    const path = `/v1/recalls/${recall.value.recallId}`
    const answer = await api.get(`${path}/status-report`, statusReportSchema, { asOf: input.asOf })
    if (answer.kind !== 'ok') return answer
    // The report names facilities by id alone, as the ledger does.
    const cases = await api.get(`${path}/cases`, z.array(caseSummarySchema))
    if (cases.kind !== 'ok') return cases
    const names = new Map(cases.value.map(({ facilityId, facilityName }) => [facilityId, facilityName]))
    return done(answer.value, renderReport(answer.value, names))
  },
})
