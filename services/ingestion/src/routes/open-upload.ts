import type { Actor } from '@recallwire/domain/access/actor.ts'
import { dateFormatSchema, mappingNameSchema } from '@recallwire/domain/device/inventory-mapping.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { encodingOf } from '../devices/decode-text.ts'
import type { DeviceRows } from '../devices/device-row.ts'
import { fileFormatOf, readDeviceRows } from '../devices/read-device-rows.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { mappingIdOf } from './device-mappings.ts'

/** How a file is read. */
export const fileQuery = {
  /** The site of rows that name none. */
  facilityId: idSchema.optional(),
  /** When the file was exported: for rows of CSV that do not say, and for all of FHIR. */
  observedAt: instantSchema.optional(),
  /** CSV: what its bytes are, where a byte order mark does not say it. */
  encoding: z.string().max(40).optional(),
  /** CSV: the form of its dates, where the mapping does not say it. */
  dateFormat: dateFormatSchema.optional(),
  /** CSV: how its columns are called. */
  mapping: mappingNameSchema.optional(),
}

type Upload = {
  readonly actor: Actor
  readonly contentType: string
  readonly query: z.output<z.ZodObject<typeof fileQuery>>
  readonly stream: AsyncIterable<Uint8Array>
}

/** A file's rows, still unread, or why it is not read at all. */
export async function openUpload(
  { backEnd, clock }: Pick<IngestionDeps, 'backEnd' | 'clock'>,
  { actor, contentType, query, stream }: Upload,
  facilityIdOfCode: ReadonlyMap<string, string>,
): Promise<{ readonly kind: 'rows'; readonly rows: DeviceRows } | ProblemReply> {
  const format = fileFormatOf(contentType)
  if (format === undefined) return alienType
  const ofCsv = (['encoding', 'dateFormat', 'mapping'] as const).find((name) => query[name] !== undefined)
  if (format !== 'csv' && ofCsv !== undefined) {
    const detail = `${ofCsv} says how CSV is read: leave it out, FHIR needs none.`
    return problem(400, 'The query is not acceptable', { kind: 'query-invalid', detail })
  }
  const name = query.encoding ?? /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1]
  const encoding = name === undefined ? undefined : encodingOf(name)
  if (name !== undefined && encoding === undefined) {
    const detail = `Send UTF-8, UTF-16 or Windows-1252; ${JSON.stringify(name)} is not read here.`
    return problem(415, 'The encoding is not accepted here', { detail })
  }
  const mapping =
    query.mapping === undefined ? undefined : await backEnd.mappings.get(mappingIdOf(actor, query.mapping))
  if (query.mapping !== undefined && mapping === undefined) return absent('mapping')
  const { facilityId, observedAt, dateFormat } = query
  const rows = readDeviceRows(stream, {
    format,
    defaults: { facilityId, observedAt },
    facilityIdOfCode,
    mapping: mapping?.document.mapping,
    encoding,
    dateFormat,
    today: clock.now().slice(0, 10),
  })
  return { kind: 'rows', rows }
}

const alienType = problem(415, 'The content type is not accepted here', {
  detail:
    'Send the file as text/csv, application/fhir+json (a Bundle) or application/fhir+ndjson (a bulk export).',
})
