import type { Actor } from '@recallwire/domain/access/actor.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { commitKept } from '../devices/commit-kept.ts'
import { answerOf, importView } from '../devices/import-view.ts'
import { renderImportReport } from '../devices/render-import-report.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

const importParams = z.strictObject({ importId: z.string().max(80) })

/** As long as an upload: the rows are compared with the registry anew. */
const commitTimeoutMs = 10 * 60_000

/** Imports of one organisation are never so many that a page of them would not do. */
const newest = 200

/**
 * An import's report is shown to its own organisation alone, whatever the role: it quotes rows of an inventory, and a
 * regulator's reading of those has its own door, which asks for a reason.
 */
export const importRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/imports',
    summary: 'List the newest imports of your organisation',
    action: 'imports.read',
    credential: 'key',
    answers: 'json',
    query: z.strictObject({
      /** The Idempotency-Key of an upload: answers it alone, also while it goes on, and also a dry run. */
      key: z.string().max(255).optional(),
    }),
    reply: { 200: z.array(importViewSchema) },
    handle: async ({ actor, query }) => {
      if (query.key !== undefined) {
        const id = directoryIdOf('import', actor.organisationId, query.key)
        const own = await deps.backEnd.imports.get(id)
        return { status: 200, body: own === undefined ? [] : [importView(own.document)] }
      }
      const imports = await deps.backEnd.imports.ofOrganisation(actor.organisationId, newest)
      return { status: 200, body: imports.map(importView) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/imports/:importId',
    summary: 'Read how an import went',
    action: 'imports.read',
    credential: 'key',
    answers: 'json',
    params: importParams,
    reply: { 200: importViewSchema },
    handle: async ({ actor, params }) => {
      const stored = await deps.backEnd.imports.get(params.importId)
      if (stored?.document.organisationId !== actor.organisationId) return absent('import')
      return { status: 200, body: importView(stored.document) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/imports/:importId/report',
    summary: 'What was remarked on the rows of an import, as CSV: row, field, reason, severity',
    action: 'imports.read',
    credential: 'key',
    answers: 'file',
    params: importParams,
    handle: async ({ actor, params }) => {
      const stored = await deps.backEnd.imports.get(params.importId)
      if (stored?.document.organisationId !== actor.organisationId) return absent('import')
      return {
        status: 200,
        file: renderImportReport(stored.document),
        contentType: 'text/csv; charset=utf-8',
        fileName: `import-${params.importId}.csv`,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/imports/:importId/commit',
    summary: 'Import the very rows that a dry run checked and kept',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    timeoutMs: commitTimeoutMs,
    params: importParams,
    query: z.strictObject({ confirmRemovals: z.enum(['true', 'false']).default('false') }),
    reply: { 202: importViewSchema },
    handle: async ({ actor, params, query, signal }) => {
      const stored = await deps.backEnd.imports.get(params.importId)
      if (stored?.document.organisationId !== actor.organisationId) return absent('import')
      const confirmRemovals = query.confirmRemovals === 'true'
      return answerOf(await commitKept(deps, stored, { actor, confirmRemovals, signal }))
    },
  }),
]
