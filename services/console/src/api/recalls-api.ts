import { matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import {
  noticeAnswerSchema,
  reachSchema,
  recallSummarySchema,
  recallViewSchema,
} from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** What is asked of a published notice: a whole new text, or its end. */
export type RevisionInput =
  | { readonly kind: 'expand' | 'narrow' | 'reclassify' | 'correct'; readonly content: unknown }
  | { readonly kind: 'terminate' | 'withdraw'; readonly reason: string }

/** Recalls and the notices behind them. */
export const createRecallsApi = ({ ask }: Transport) => ({
  list: () => ask({ method: 'GET', path: '/v1/recalls' }, z.array(recallSummarySchema)),
  get: (recallId: string) => ask({ method: 'GET', path: `/v1/recalls/${recallId}` }, recallViewSchema),
  matches: (recallId: string, after?: string) =>
    ask(
      {
        method: 'GET',
        path: `/v1/recalls/${recallId}/matches`,
        ...(after === undefined ? {} : { query: { after } }),
      },
      matchPageSchema,
    ),
  reach: (recallId: string) => ask({ method: 'GET', path: `/v1/notices/${recallId}/reach` }, reachSchema),
  draft: (
    key: string,
    body: { readonly reference: string; readonly aliases: readonly string[]; readonly content: unknown },
  ) => ask({ method: 'POST', path: '/v1/notices', key, body }, noticeAnswerSchema),
  /** `basedOn` is the revision that was looked at. */
  revise: (recallId: string, key: string, basedOn: number, body: RevisionInput) =>
    ask(
      {
        method: 'POST',
        path: `/v1/notices/${recallId}/revisions`,
        key,
        body,
        ifMatch: `"${basedOn}"`,
      },
      noticeAnswerSchema,
    ),
  /** `waitingSince` is the time of the draft or request that was looked at: nothing else is approved. */
  approve: (recallId: string, key: string, waitingSince: string) =>
    ask(
      { method: 'POST', path: `/v1/notices/${recallId}/approve`, key, body: { waitingSince } },
      noticeAnswerSchema,
    ),
})
