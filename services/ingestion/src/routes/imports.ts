import type { Actor } from '@recallwire/domain/access/actor.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { importView } from '../devices/import-view.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

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
    reply: { 200: z.array(importViewSchema) },
    handle: async ({ actor }) => {
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
    params: z.strictObject({ importId: z.string().max(80) }),
    reply: { 200: importViewSchema },
    handle: async ({ actor, params }) => {
      const stored = await deps.backEnd.imports.get(params.importId)
      if (stored?.document.organisationId !== actor.organisationId) return absent('import')
      return { status: 200, body: importView(stored.document) }
    },
  }),
]
