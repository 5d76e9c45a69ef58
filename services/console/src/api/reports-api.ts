import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { timelineRowSchema } from '@recallwire/domain/report/timeline.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** What the ledger says: the status report, the timeline, and the bundle to check both offline. */
export const createReportsApi = ({ ask, open }: Transport) => ({
  statusReport: (recallId: string, asOf?: string | undefined) =>
    ask(
      { method: 'GET', path: `/v1/recalls/${recallId}/status-report`, query: { asOf } },
      statusReportSchema,
    ),
  timeline: (recallId: string, facilityId?: string | undefined) =>
    ask(
      { method: 'GET', path: `/v1/recalls/${recallId}/timeline`, query: { facilityId } },
      z.array(timelineRowSchema),
    ),
  /** Unread, to be passed on as a file. */
  statusReportFile: (recallId: string, asOf?: string | undefined) =>
    open({ method: 'GET', path: `/v1/recalls/${recallId}/status-report`, query: { asOf } }),
  bundle: (recallId: string) => open({ method: 'GET', path: `/v1/recalls/${recallId}/bundle` }),
})
