import type { Actor } from '@recallwire/domain/access/actor.ts'
import { normaliseDi } from '@recallwire/domain/device/device-identifier.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import {
  type CatalogueImportView,
  catalogueDeviceViewSchema,
  catalogueImportViewSchema,
  catalogueViewSchema,
} from '@recallwire/domain/views/catalogue-view.ts'
import type { CatalogueImport } from '@recallwire/ports/catalogue.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import { importCatalogue } from '../catalogue/import-catalogue.ts'
import { readJsonLines } from '../catalogue/read-json-lines.ts'
import { readReleaseXml } from '../catalogue/read-release-xml.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

/** A whole release of some million devices, on a slow disk. */
const longestImportMs = 6 * 60 * 60_000

/** The public device catalogue: shared by all tenants, filled by the operator, read by everyone who is signed in. */
export const catalogueRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/catalogue/import',
    summary: 'Take a file of the public device catalogue: JSON lines (openFDA or GUDID) or GUDID release XML',
    action: 'catalogue.import',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'stream',
    bodyLimit: deps.config.RECALLWIRE_CATALOGUE_MAX_BYTES,
    timeoutMs: longestImportMs,
    reply: { 202: catalogueImportViewSchema },
    handle: async (request) => {
      const { actor, signal, stream } = request
      const read = readerOf(String(request.headers['content-type']))
      if (read === undefined)
        return problem(415, 'The content type is not accepted here', { detail: accepted })
      const importId = directoryIdOf('import', actor.organisationId, keyOf(request))
      const imported = await importCatalogue(deps, { importId, actor, entries: read(stream), signal })
      const { document, unreadable } = imported
      const { status, records, changed, refused } = document
      deps.logger.info('catalogue import ended', { importId, status, records, changed, refused })
      if (unreadable === undefined) return { status: 202, body: viewOf(document) }
      return problem(unreadable.status, unreadable.title, {
        kind: 'body-unreadable',
        detail: `${unreadable.detail} ${takenBefore(records)}: send the corrected file with a new Idempotency-Key.`,
      })
    },
  }),
  route({
    method: 'GET',
    path: '/v1/catalogue',
    summary: 'How much of the public device catalogue this installation holds',
    action: 'catalogue.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: catalogueViewSchema },
    handle: async () => ({ status: 200, body: { records: await deps.backEnd.catalogue.count() } }),
  }),
  route({
    method: 'GET',
    path: '/v1/catalogue/devices/:di',
    summary:
      'What the public device catalogue says of a UDI-DI: its records, and the DIs of the same product',
    action: 'catalogue.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ di: z.string().max(80) }),
    reply: { 200: catalogueDeviceViewSchema },
    handle: async ({ params }) => {
      const read = normaliseDi(params.di)
      const di = read.kind === 'di' ? read.di : params.di.trim().toUpperCase()
      const { catalogue } = deps.backEnd
      const records = await catalogue.byDi(di)
      if (records.length === 0) return absent('device in the catalogue')
      const links = (await catalogue.linksOf([di])).map(({ linkedDi, recordKey, sure }) => ({
        di: linkedDi,
        recordKey,
        sure,
      }))
      return { status: 200, body: { di, records, links } }
    },
  }),
]

function takenBefore(records: number): string {
  if (records === 0) return 'Nothing was taken'
  return records === 1
    ? 'The one record before that was taken'
    : `The ${records} records before that were taken`
}

const accepted =
  'Send JSON lines as application/x-ndjson, or a GUDID release file as application/xml, each file by itself.'

function readerOf(contentType: string): typeof readJsonLines | undefined {
  if (/^application\/(xml|.*\+xml)\b|^text\/xml\b/i.test(contentType)) return readReleaseXml
  return /^application\/(x-ndjson|ndjson|jsonl|json)\b/i.test(contentType) ? readJsonLines : undefined
}

function viewOf(document: CatalogueImport): CatalogueImportView {
  const { importId, status, records, changed, refused, refusals, startedAt, endedAt } = document
  const view = { importId, status, records, changed, refused, refusals: [...refusals], startedAt }
  return endedAt === undefined ? view : { ...view, endedAt }
}
