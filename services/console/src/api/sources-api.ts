import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import {
  sourceAttachedSchema,
  sourceImportSchema,
  sourceSummarySchema,
  sourceViewSchema,
} from '@recallwire/domain/views/source-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** Regulators' records that the firm imported. */
export const createSourcesApi = ({ ask }: Transport) => ({
  list: (recallId?: string) =>
    ask({ method: 'GET', path: '/v1/sources', query: { recallId } }, z.array(sourceSummarySchema)),
  get: (sourceId: string) => ask({ method: 'GET', path: `/v1/sources/${sourceId}` }, sourceViewSchema),
  importFile: (key: string, body: ReadableStream<Uint8Array> | string) =>
    ask(
      {
        method: 'POST',
        path: '/v1/sources/openfda',
        key,
        stream: { body, contentType: 'application/json' },
      },
      sourceImportSchema,
    ),
  attach: (sourceId: string, key: string, recallId: string) =>
    ask(
      { method: 'POST', path: `/v1/sources/${sourceId}/attach`, key, body: { recallId } },
      sourceAttachedSchema,
    ),
  draft: (sourceId: string, key: string, body: object) =>
    ask({ method: 'POST', path: `/v1/sources/${sourceId}/draft`, key, body }, noticeAnswerSchema),
})
