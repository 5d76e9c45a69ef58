import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { findFacility } from '../find-facility.ts'
import { givenInstantSchema } from '../given-instant.ts'
import { openGivenSource } from '../open-given-source.ts'
import { done, failure } from '../outcome.ts'
import { renderImport } from '../render-import.ts'
import { type ImportFormat, type ImportRequest, sendImport } from '../send-import.ts'
import { showProgress } from '../show-progress.ts'
import type { UploadSource } from '../upload-source.ts'

const remarks = `The file is refused as a whole if one row is refused, unless --accept-partial is given. The same file with the same
options is one import, however often it is sent. A CSV file begins with a header: see the columns in the API's refusal of
an unknown one. NDJSON has one device a line, each with its facilityId, and is for 10,000 lines at most. FHIR (R4 or R5) is a
Bundle, or Devices one a line (.ndjson) as a bulk export gives them.`

export const importDevices = defineCommand({
  name: 'import',
  summary: 'Hand in an inventory: a CSV, NDJSON or FHIR file of the devices of your own facilities',
  arguments: [{ flags: '<file>', description: '.csv, .ndjson, .json (FHIR), or - for standard input' }],
  options: [
    {
      flags: '--facility <id>',
      description: 'the site (its id or your code of it) of rows that name none; CSV only',
    },
    {
      flags: '--observed-at <instant>',
      description: 'when the file was exported, for rows that do not say; CSV only',
    },
    { flags: '--mapping <name>', description: 'how the columns are read (recallwire mappings); CSV only' },
    {
      flags: '--encoding <name>',
      description: 'what the bytes are, where not UTF-8: windows-1252; CSV only',
    },
    { flags: '--date-format <form>', description: 'how dates are written, as MM/DD/YYYY; CSV only' },
    { flags: '--accept-partial', description: 'keep the good rows although others are refused' },
  ],
  examples: [
    'import inventory.csv',
    'import pumps.csv --facility NGH --observed-at 2025-06-01T06:00:00Z',
    'import export.csv --mapping maintenance --encoding windows-1252',
    'import - --accept-partial --json < inventory.ndjson',
  ],
  remarks,
  input: z.strictObject({
    file: z.string(),
    facility: z.string().optional(),
    observedAt: givenInstantSchema.optional(),
    mapping: z.string().optional(),
    encoding: z.string().optional(),
    dateFormat: z.string().optional(),
    acceptPartial: z.boolean().default(false),
  }),
  ask: async (api, input, surroundings) => {
    const opened = await openGivenSource(input.file, surroundings)
    if (opened.kind !== 'ok') return opened
    await using source = opened.value
    const format = formatOf(input.file, source.head)
    if (format === 'ndjson' && (input.facility !== undefined || input.observedAt !== undefined)) {
      const detail = 'Each line names its facilityId and observedAt itself.'
      return failure('usage', 'NDJSON takes neither --facility nor --observed-at', detail)
    }
    if (format !== 'csv' && (input.mapping ?? input.encoding ?? input.dateFormat) !== undefined)
      return failure('usage', 'Only CSV takes --mapping, --encoding and --date-format', 'Leave them out.')
    const facility = input.facility === undefined ? undefined : await findFacility(api, input.facility)
    if (facility !== undefined && facility.kind !== 'ok') return facility
    const query = {
      acceptPartial: input.acceptPartial ? 'true' : undefined,
      facilityId: facility?.value.facilityId,
      observedAt: input.observedAt,
      mapping: input.mapping,
      encoding: input.encoding,
      dateFormat: input.dateFormat,
    }
    const answer = await sendShown(api, source, { format, query }, surroundings)
    if (answer.kind !== 'ok') return answer
    const { import: view, alreadyImported } = answer.value
    return done({ ...view, alreadyImported }, renderImport(view, alreadyImported))
  },
})

async function sendShown(
  api: Api,
  source: UploadSource,
  request: ImportRequest,
  { stderr, now }: Surroundings,
): ReturnType<typeof sendImport> {
  using shown = showProgress(stderr, source.bytes, now)
  return await sendImport(api, source, request, shown.sent)
}

/** By what it begins with, else by its name: no CSV header begins with a brace, and a FHIR resource names its type. */
export function formatOf(name: string, head: Uint8Array): ImportFormat {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head)
  if (/\.csv$/i.test(name)) return 'csv'
  const isLines = /\.(ndjson|jsonl)$/i.test(name)
  if (!isLines && !/^\ufeff?\s*\{/.test(text)) return 'csv'
  if (!/"resourceType"\s*:/.test(text)) return 'ndjson'
  // A Device may stand on one line of many, or be the whole file.
  const isBundle = /"resourceType"\s*:\s*"Bundle"/.test(text)
  return isLines && !isBundle ? 'fhir-lines' : 'fhir-bundle'
}
