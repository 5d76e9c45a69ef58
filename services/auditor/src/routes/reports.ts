import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { RecallEntry } from '@recallwire/domain/report/recall-entry.ts'
import { statusReport } from '@recallwire/domain/report/status-report.ts'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { type TimelineRow, timeline, timelineRowSchema } from '@recallwire/domain/report/timeline.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { AuditorDeps } from '../auditor-deps.ts'
import { readableRecall } from '../readable-recall.ts'
import { entriesOf, recallRows } from '../recall-entries.ts'
import { recallNotFound } from './recall-not-found.ts'

const route = defineRoute<Actor>()
const params = z.strictObject({ recallId: idSchema })

/** Folds over the ledger: the same entries give the same report, today and in ten years. */
export const reportRoutes = (deps: AuditorDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/status-report',
    summary: 'The six figures of 21 CFR 7.53 as of an instant, each with its ledger entries.',
    action: 'report.read',
    credential: 'key',
    answers: 'json',
    params,
    query: z.strictObject({ asOf: instantSchema.optional() }),
    reply: { 200: statusReportSchema },
    handle: async ({ actor, params: { recallId }, query }) => {
      const recall = await readableRecall(deps, actor, 'report.read', recallId)
      if (recall === undefined || recall.facilityIds !== undefined) return recallNotFound()
      const entries = entriesOf(await recallRows(deps.backEnd.ledger, recallId))
      return { status: 200, body: statusReport({ recallId, asOf: query.asOf ?? deps.clock.now(), entries }) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/timeline',
    summary: 'What happened when, and who did it; a facility sees its own part.',
    action: 'timeline.read',
    credential: 'key',
    answers: 'json',
    params,
    query: z.strictObject({ facilityId: idSchema.optional() }),
    reply: { 200: z.array(timelineRowSchema) },
    handle: async ({ actor, params: { recallId }, query: { facilityId } }) => {
      const recall = await readableRecall(deps, actor, 'timeline.read', recallId)
      if (recall === undefined) return recallNotFound()
      const { facilityIds } = recall
      if (facilityId !== undefined && facilityIds?.has(facilityId) === false) return recallNotFound()
      const rows = await recallRows(deps.backEnd.ledger, recallId)
      const entries = entriesOf(rows).filter((entry) => facilityIds === undefined || mayKnow(actor, entry))
      const wanted = facilityId === undefined ? facilityIds : new Set([facilityId])
      return { status: 200, body: wanted === undefined ? timeline(entries, {}) : timelineOf(entries, wanted) }
    },
  }),
]

/** Who else wrote to a facility is between the facility, the firm and regulators: a distributor learns of its own letters. */
const mayKnow = (actor: Actor, { event }: RecallEntry): boolean =>
  event.type !== 'recallwire.case-changed.v1' ||
  event.data.event.kind !== 'DutyAdded' ||
  event.data.organisationId === actor.organisationId ||
  event.data.event.duty.senderOrganisationId === actor.organisationId

/** Several facilities' timelines as one; what everyone was told stands in it once. */
function timelineOf(
  entries: readonly RecallEntry[],
  facilityIds: ReadonlySet<string>,
): readonly TimelineRow[] {
  const shown = new Set(
    [...facilityIds].flatMap((facilityId) => timeline(entries, { facilityId }).map(({ seq }) => seq)),
  )
  return timeline(entries, {}).filter(({ seq }) => shown.has(seq))
}
