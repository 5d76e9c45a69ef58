import { gapReportSchema, gapSummarySchema } from '@recallwire/domain/views/gap-view.ts'
import type { Transport } from './transport.ts'

/** Who was written to, of whom a person was told, and who is left out. */
export const createGapsApi = ({ ask }: Transport) => ({
  summary: () => ask({ method: 'GET', path: '/v1/gaps' }, gapSummarySchema),
  ofRecall: (recallId: string, after?: string) =>
    ask({ method: 'GET', path: `/v1/recalls/${recallId}/gaps`, query: { after } }, gapReportSchema),
})
