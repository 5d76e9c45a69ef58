import {
  bulkViewSchema,
  parkedPageSchema,
  redriveAnswerSchema,
} from '@recallwire/domain/views/parked-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** Records that could not be handled, and how they are handed on. */
export const createParkedApi = ({ ask }: Transport) => ({
  list: (state: 'waiting' | 'redriven' | 'erased', after?: string) =>
    ask({ method: 'GET', path: '/v1/parked', query: { state, after } }, parkedPageSchema),
  redrive: (parkedId: string, key: string) =>
    ask({ method: 'POST', path: `/v1/parked/${parkedId}/redrive`, key }, redriveAnswerSchema),
  bulks: () => ask({ method: 'GET', path: '/v1/parked/redrives' }, z.array(bulkViewSchema)),
  propose: (parkedIds: readonly string[], key: string) =>
    ask({ method: 'POST', path: '/v1/parked/redrives', key, body: { parkedIds } }, bulkViewSchema),
  decide: (bulkId: string, act: 'confirm' | 'decline', key: string) =>
    ask({ method: 'POST', path: `/v1/parked/redrives/${bulkId}/${act}`, key }, bulkViewSchema),
})
