import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import {
  sourceAttachedSchema,
  sourceImportSchema,
  sourceSummarySchema,
  sourceViewSchema,
} from '@recallwire/domain/views/source-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { mapInOrder } from '../map-in-order.ts'
import { findOwnNotice } from '../notices/find-own-notice.ts'
import { renderAnswer } from '../notices/notice-view.ts'
import { refusalProblem } from '../notices/refusal-problem.ts'
import { attachSource } from '../sources/attach-source.ts'
import { draftFromSource, draftFromSourceSchema } from '../sources/draft-from-source.ts'
import { contextOf, findOwnSource } from '../sources/find-own-source.ts'
import { importSources } from '../sources/import-sources.ts'
import { readWholeText } from '../sources/read-whole-text.ts'
import { proposalOf, renderSource, renderSourceSummary } from '../sources/source-view.ts'
import { maxNoticeBytes, noticeProblem } from './notices.ts'

const route = defineRoute<Actor>()

/** An API answer of openFDA holds at most 1,000 records, of which few pass a hundred thousand characters. */
const maxSourceBytes = 32 * 1024 * 1024
const newest = 200

const sourceParams = z.strictObject({ sourceId: z.string().max(80) })

/** Regulators' records as sources of a recall: they propose, and never trigger. */
export const sourceRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/sources/openfda',
    summary:
      'Import openFDA device/recall and device/enforcement records as downloaded; nothing is sent by it',
    action: 'sources.import',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'ndjson-or-json',
    bodyLimit: maxSourceBytes,
    query: z.strictObject({ recallId: idSchema.optional() }),
    reply: { 200: sourceImportSchema },
    handle: async ({ actor, query, stream, signal }) => {
      const firm = (await deps.backEnd.directory.organisations.get(actor.organisationId))?.document
      if (firm === undefined) return absent('organisation')
      const recall =
        query.recallId === undefined
          ? undefined
          : await findOwnNotice(deps, actor, 'sources.import', query.recallId)
      if (query.recallId !== undefined && recall === undefined) return absent('recall')
      const text = await readWholeText(stream)
      if (text === undefined) return unreadable('The file is not in UTF-8.')
      const outcome = await importSources(deps, { actor, firm, text, recall: recall?.notice, signal })
      return outcome.kind === 'unreadable'
        ? unreadable(outcome.detail)
        : { status: 200, body: outcome.answer }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sources',
    summary: 'List what your firm imported, the last changed first; with recallId those of one recall',
    action: 'sources.read',
    credential: 'key',
    answers: 'json',
    query: z.strictObject({ recallId: idSchema.optional() }),
    reply: { 200: z.array(sourceSummarySchema) },
    handle: async ({ actor, query: { recallId } }) => {
      const { sources } = deps.backEnd
      const found =
        recallId === undefined
          ? await sources.ofOrganisation(actor.organisationId, newest)
          : await sources.ofRecall(recallId)
      const own = found.filter(({ organisationId }) => organisationId === actor.organisationId)
      const body = await mapInOrder(own, async (one) => renderSourceSummary(await contextOf(deps, one)))
      return { status: 200, body }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sources/:sourceId',
    summary: 'Read what the records of an event say, whose word each value is, and what they propose',
    action: 'sources.read',
    credential: 'key',
    answers: 'json',
    params: sourceParams,
    reply: { 200: sourceViewSchema },
    handle: async ({ actor, params }) => {
      const found = await findOwnSource(deps, actor, 'sources.read', params.sourceId)
      return found === undefined ? absent('source') : { status: 200, body: renderSource(found) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sources/:sourceId/attach',
    summary: 'Say to which of your recalls the records belong: it takes their numbers as aliases',
    action: 'sources.import',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: sourceParams,
    body: z.strictObject({ recallId: z.string().max(80) }),
    reply: { 200: sourceAttachedSchema },
    handle: async ({ actor, params, body }) => {
      const found = await findOwnSource(deps, actor, 'sources.import', params.sourceId)
      if (found === undefined) return absent('source')
      const recall = await findOwnNotice(deps, actor, 'sources.import', body.recallId)
      if (recall === undefined) return absent('recall')
      const attached = await attachSource(deps, actor, found.sources, recall)
      if (attached.kind === 'elsewhere') return elsewhere(attached.recallId)
      const { sources, notice } = attached
      const proposes = proposalOf(await contextOf(deps, sources)).kind
      const { sourceId } = sources
      const answer = { sourceId, recallId: notice.recallId, aliases: notice.aliases, proposes }
      return { status: 200, body: answer }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sources/:sourceId/draft',
    summary: 'Draft what the records propose, with what you add; a second person approves it',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyLimit: maxNoticeBytes,
    params: sourceParams,
    body: draftFromSourceSchema,
    reply: { 201: noticeAnswerSchema },
    handle: async (request) => {
      const { actor, params, body: added } = request
      const context = await findOwnSource(deps, actor, 'notice.draft', params.sourceId)
      const firm = (await deps.backEnd.directory.organisations.get(actor.organisationId))?.document
      if (context === undefined || firm === undefined) return absent('source')
      const ask = { context, firm, added, actor, requestKey: keyOf(request) }
      const drafted = await draftFromSource(deps, ask)
      if (drafted.kind === 'problem') return drafted.reply
      if (drafted.kind === 'not-acceptable') return noticeProblem(drafted.errors)
      const { acted } = drafted
      if (acted.kind === 'refused') return refusalProblem(acted.refusal)
      const attached = await attachSource(deps, actor, context.sources, { notice: acted.notice, firm })
      if (attached.kind === 'elsewhere') return elsewhere(attached.recallId)
      return { status: 201, body: renderAnswer(attached.notice) }
    },
  }),
]

const unreadable = (detail: string) =>
  problem(400, 'The file cannot be read', {
    kind: 'body-unreadable',
    detail: `${detail} Nothing was stored.`,
  })

const elsewhere = (recallId: string) =>
  problem(409, 'The records belong to another recall', {
    kind: 'attached-elsewhere',
    detail: `They are attached to your recall ${recallId}, and to one alone.`,
  })
