import { gapsIn } from '@recallwire/domain/gaps/count-standings.ts'
import { type GapItem, gapReportSchema, gapSummarySchema } from '@recallwire/domain/views/gap-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { findRecall } from '../find-recall.ts'
import { type Done, done, type Outcome } from '../outcome.ts'
import { renderGapReport, renderGapSummary } from '../render-gaps.ts'

export const gaps = defineCommand({
  name: 'gaps',
  summary:
    'Tell whether everyone who is owed a letter has one, or a person was told; ends with 1 when someone is left out',
  arguments: [{ flags: '[recall]', description: 'one recall, facility by facility: its id or reference' }],
  examples: ['gaps', 'gaps FA-2025-019', 'gaps --json || page-the-operator'],
  remarks:
    'owed = notified + told + waived + on its way + gaps. On its way is younger than five minutes. A gap is older, and nobody was told.',
  input: z.strictObject({ recall: z.string().optional() }),
  ask: async (api, { recall: wanted }) => {
    if (wanted === undefined) {
      const all = await api.get('/v1/gaps', gapSummarySchema)
      if (all.kind !== 'ok') return all
      const { recalls } = all.value
      return ending(
        done(all.value, renderGapSummary(all.value)),
        recalls.some(({ counts }) => gapsIn(counts) > 0),
      )
    }
    const recall = await findRecall(api, wanted)
    return recall.kind === 'ok' ? ofRecall(api, recall.value.recallId) : recall
  },
})

const ending = (outcome: Done, isIncomplete: boolean): Done =>
  isIncomplete ? { ...outcome, exitCode: exitCodes.refused } : outcome

/** All pages; counts and time are those of the last one, which was read after the others. */
async function ofRecall(api: Api, recallId: string): Promise<Outcome> {
  const items: GapItem[] = []
  for (let after: string | undefined; ; ) {
    const page = await api.get(`/v1/recalls/${recallId}/gaps`, gapReportSchema, { after })
    if (page.kind !== 'ok') return page
    const { next, ...report } = page.value
    items.push(...report.items)
    if (next === undefined) {
      const whole = { ...report, items }
      return ending(done(whole, renderGapReport(whole)), gapsIn(report.counts) > 0)
    }
    after = next
  }
}
