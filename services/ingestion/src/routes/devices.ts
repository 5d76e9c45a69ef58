import type { Actor } from '@recallwire/domain/access/actor.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import { countedRows } from '../devices/counted-rows.ts'
import type { DeviceRows } from '../devices/device-row.ts'
import { importDevices } from '../devices/import-devices.ts'
import { answerOf } from '../devices/import-view.ts'
import { maxRowBytes, readJsonRows } from '../devices/read-json-rows.ts'
import { readNdjsonRows } from '../devices/read-ndjson-rows.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { fileQuery, openUpload } from './open-upload.ts'

const route = defineRoute<Actor>()

const flag = z.enum(['true', 'false']).default('false')

/** How an upload is taken, whatever its format. */
const importQuery = {
  acceptPartial: flag,
  /** Check and compare with the registry; store nothing. */
  dryRun: flag,
  /** Of a dry run: keep the rows for an hour, for `POST /v1/imports/{importId}/commit`. */
  keep: flag,
  /** The file is everything its facilities hold: live units that it does not list are removed. */
  complete: flag,
  /** Of a complete inventory: more than 10 % of a facility's units are gone, and this is meant. */
  confirmRemovals: flag,
}

/** `POST /v1/devices` (JSON or NDJSON) and `POST /v1/devices/import` (a file): both end in one import. */
export const deviceRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/devices',
    summary: 'Report devices of your own facilities: one, an array, or one a line (NDJSON)',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'ndjson-or-json',
    bodyLimit: maxRowBytes,
    query: z.strictObject(importQuery),
    reply: { 200: importViewSchema, 202: importViewSchema },
    handle: async (request) => {
      const isJson = String(request.headers['content-type']).startsWith('application/json')
      const rows = isJson ? readJsonRows(request.stream) : readNdjsonRows(request.stream)
      return receive(deps, request, await ownFacilities(deps, request.actor), rows)
    },
  }),
  route({
    method: 'POST',
    path: '/v1/devices/import',
    summary: 'Import a file of devices of your own facilities: CSV, a FHIR Bundle, or a FHIR bulk export',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'stream',
    bodyLimit: deps.config.RECALLWIRE_IMPORT_MAX_BYTES,
    query: z.strictObject({
      ...importQuery,
      ...fileQuery,
    }),
    reply: { 200: importViewSchema, 202: importViewSchema },
    handle: async (request) => {
      const facilities = await ownFacilities(deps, request.actor)
      const contentType = String(request.headers['content-type'])
      const upload = await openUpload(deps, { ...request, contentType }, facilities.idOfCode)
      return 'rows' in upload ? receive(deps, request, facilities, upload.rows) : upload
    },
  }),
]

type OwnFacilities = { readonly ids: ReadonlySet<string>; readonly idOfCode: ReadonlyMap<string, string> }

async function ownFacilities(deps: IngestionDeps, actor: Actor): Promise<OwnFacilities> {
  const facilities = await deps.backEnd.directory.facilities.ofOrganisation(actor.organisationId)
  return {
    ids: new Set(facilities.map((facility) => facility.facilityId)),
    idOfCode: new Map(facilities.map((facility) => [facility.code, facility.facilityId])),
  }
}

type ImportAsked = {
  readonly actor: Actor
  readonly idempotencyKey?: string
  readonly query: z.output<z.ZodObject<typeof importQuery>> & {
    readonly facilityId?: string | undefined
    readonly observedAt?: string | undefined
  }
  readonly signal: AbortSignal
}

async function receive(
  deps: IngestionDeps,
  { actor, query, signal, ...request }: ImportAsked,
  facilities: OwnFacilities,
  rows: DeviceRows,
): Promise<RouteReply> {
  const { facilityId, observedAt } = query
  const isComplete = query.complete === 'true'
  if (isComplete && facilityId !== undefined && !facilities.ids.has(facilityId)) return absent('facility')
  const importId = directoryIdOf('import', actor.organisationId, keyOf(request))
  const outcome = await importDevices(deps, {
    importId,
    actor,
    facilityIds: facilities.ids,
    rows,
    acceptPartial: query.acceptPartial === 'true',
    dryRun: query.dryRun === 'true' ? { keep: query.keep === 'true' } : undefined,
    complete: isComplete ? { facilityId, observedAt } : undefined,
    confirmRemovals: query.confirmRemovals === 'true',
    signal,
  })
  const known = 'document' in outcome ? outcome.document : undefined
  const { accepted = 0, refused = 0 } = known ?? {}
  deps.logger.info('device import ended', { importId, ended: outcome.kind, accepted, refused })
  if (outcome.kind !== 'checked') {
    countedRows(deps.metrics).inc({ outcome: 'accepted' }, accepted)
    countedRows(deps.metrics).inc({ outcome: 'refused' }, refused)
  }
  return answerOf(outcome)
}
