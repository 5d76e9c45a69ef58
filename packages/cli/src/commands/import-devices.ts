import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ImportView, importViewSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { findFacility, listFacilities } from '../find-facility.ts'
import { givenInstantSchema } from '../given-instant.ts'
import { nameOptions } from '../name-options.ts'
import { openGivenSource } from '../open-given-source.ts'
import { type Answer, done, failure } from '../outcome.ts'
import { fileFailure } from '../read-given-file.ts'
import { renderImport } from '../render-import.ts'
import { type ImportFormat, type ImportRequest, type SentImport, sendImport } from '../send-import.ts'
import { showProgress } from '../show-progress.ts'
import type { UploadSource } from '../upload-source.ts'

const remarks = `The file is refused as a whole if one row is refused, unless --accept-partial is given. The same file with the same
options is one import, however often it is sent. A CSV file begins with a header: see the columns in the API's refusal of
an unknown one. --dry-run stores nothing, says what the file would change, and ends with 1 where the import would be refused.
--complete says that the file is all that its facilities hold: units it does not list are removed. NDJSON has one device
a line, each with its facilityId, and is for 10,000 lines at most. FHIR (R4 or R5) is a Bundle, or Devices one a line
(.ndjson) as a bulk export gives them. On a terminal a line shows how far it is, the rate and the time that is left.`

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
    { flags: '--dry-run', description: 'store nothing: check, and show what would change' },
    { flags: '--complete', description: 'the file is everything its facilities hold; the rest is removed' },
    { flags: '--confirm', description: 'remove even more than 10 % of the units of a facility' },
    { flags: '--report <file>', description: 'write what was remarked on each row as CSV' },
  ],
  examples: [
    'import inventory.csv',
    'import pumps.csv --facility NGH --observed-at 2025-06-01T06:00:00Z',
    'import export.csv --mapping maintenance --encoding windows-1252',
    'import inventory.csv --complete --dry-run',
    'import inventory.csv --complete --confirm --report remarks.csv',
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
    dryRun: z.boolean().default(false),
    complete: z.boolean().default(false),
    confirm: z.boolean().default(false),
    report: z.string().optional(),
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
      dryRun: input.dryRun ? 'true' : undefined,
      complete: input.complete ? 'true' : undefined,
      confirmRemovals: input.confirm ? 'true' : undefined,
      facilityId: facility?.value.facilityId,
      observedAt: input.observedAt,
      mapping: input.mapping,
      encoding: input.encoding,
      dateFormat: input.dateFormat,
    }
    const { key, answer } = await sendShown(api, source, { format, query }, surroundings)
    const kept =
      input.report === undefined ? undefined : await keepReport(api, key, input.report, surroundings)
    if (answer.kind !== 'ok') return nameOptions(answer)
    if (kept !== undefined && kept.kind !== 'ok') return kept
    const { alreadyImported } = answer.value
    const view = input.confirm ? confirmed(answer.value.import) : answer.value.import
    const nameOf = view.difference === undefined ? undefined : await siteNames(api)
    const outcome = done({ ...view, alreadyImported }, renderImport(view, alreadyImported, nameOf))
    return view.wouldBe === undefined || view.wouldBe === 'committed'
      ? outcome
      : { ...outcome, exitCode: exitCodes.refused }
  },
})

async function sendShown(
  api: Api,
  source: UploadSource,
  request: ImportRequest,
  { stderr, now, newId }: Surroundings,
): Promise<SentImport> {
  using shown = showProgress(stderr, source.bytes, now)
  return await sendImport(api, source, request, shown.sent, newId)
}

/** A dry run reports that a confirmation is needed; here it was given. */
const confirmed = (view: ImportView): ImportView =>
  view.wouldBe === 'removals-need-confirmation' ? { ...view, wouldBe: 'committed' } : view

/** The server's own report of the rows, of a refused file as well; nothing where the file never got as far. */
async function keepReport(
  api: Api,
  key: string,
  file: string,
  { workingFolder }: Surroundings,
): Promise<Answer<undefined>> {
  const tried = await api.get('/v1/imports', z.array(importViewSchema), { key })
  if (tried.kind !== 'ok') return tried
  const [view] = tried.value
  if (view === undefined) return { kind: 'ok', value: undefined }
  const report = await api.download(`/v1/imports/${view.importId}/report`)
  if (report.kind !== 'ok') return report
  try {
    await writeFile(resolve(workingFolder, file), report.value)
  } catch (error) {
    return fileFailure(file, 'written', error)
  }
  return { kind: 'ok', value: undefined }
}

async function siteNames(api: Api): Promise<(facilityId: string) => string> {
  const sites = await listFacilities(api)
  const codes = new Map(
    sites.kind === 'ok' ? sites.value.map(({ facilityId, code }) => [facilityId, code]) : [],
  )
  return (facilityId) => codes.get(facilityId) ?? facilityId
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
