import { matchItemSchema, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
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

/** Proposing another verdict, asking to take one back, and the second person's answer to either. */
export type UnitDecision =
  | { readonly step: ''; readonly body: { readonly value: string; readonly reason: string } }
  | { readonly step: '/withdraw'; readonly body: { readonly reason: string } }
  | { readonly step: '/confirm' | '/decline'; readonly body: { readonly proposedAt: string } }

/** Recalls and the notices behind them. */
export const createRecallsApi = ({ ask }: Transport) => ({
  list: () => ask({ method: 'GET', path: '/v1/recalls' }, z.array(recallSummarySchema)),
  get: (recallId: string) => ask({ method: 'GET', path: `/v1/recalls/${recallId}` }, recallViewSchema),
  /** `override`: only units for which something is proposed, or was decided by people. */
  matches: (recallId: string, after?: string, override?: 'proposed' | 'decided') =>
    ask(
      {
        method: 'GET',
        path: `/v1/recalls/${recallId}/matches`,
        query: {
          ...(after === undefined ? {} : { after }),
          ...(override === undefined ? {} : { override }),
        },
      },
      matchPageSchema,
    ),
  unit: (recallId: string, matchId: string) =>
    ask({ method: 'GET', path: `/v1/recalls/${recallId}/matches/${matchId}` }, matchItemSchema),
  /** What a person says about a unit's verdict. A decision names the proposal that was looked at. */
  decideUnit: (recallId: string, matchId: string, key: string, { step, body }: UnitDecision) =>
    ask(
      { method: 'POST', path: `/v1/recalls/${recallId}/matches/${matchId}/override${step}`, key, body },
      matchItemSchema,
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
