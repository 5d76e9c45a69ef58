import { createHash } from 'node:crypto'
import { type ImportView, importViewSchema } from '@recallwire/domain/views/device-view.ts'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'
import type { UploadSource } from './upload-source.ts'

/** What a file holds: rows, devices one a line, a FHIR Bundle (or Device), FHIR Devices one a line. */
export type ImportFormat = 'csv' | 'ndjson' | 'fhir-bundle' | 'fhir-lines'

/** Where each goes, and as what. */
const targets: Readonly<Record<ImportFormat, { readonly path: string; readonly contentType: string }>> = {
  csv: { path: '/v1/devices/import', contentType: 'text/csv' },
  ndjson: { path: '/v1/devices', contentType: 'application/x-ndjson' },
  'fhir-bundle': { path: '/v1/devices/import', contentType: 'application/fhir+json' },
  'fhir-lines': { path: '/v1/devices/import', contentType: 'application/fhir+ndjson' },
}

export type ImportRequest = {
  readonly format: ImportFormat
  readonly query: Readonly<Record<string, string | undefined>>
}

export type Imported = { readonly import: ImportView; readonly alreadyImported: boolean }

/** What came of it, and the key under which the server knows the try. */
export type SentImport = { readonly key: string; readonly answer: Answer<Imported> }

const tries = 20

/**
 * The same file sent with the same options is one import, however often this runs, because its key is made of both. A
 * refused file stored nothing, and may be sent again once its cause is gone (a site was added): where the answer under a
 * key is an earlier refusal, the next key of the row is used. A dry run asks about the registry as it is now: `newKey` makes each
 * one anew.
 */
export async function sendImport(
  api: Api,
  source: UploadSource,
  request: ImportRequest,
  onSent: (bytes: number) => void,
  newKey: () => string,
): Promise<SentImport> {
  const isDryRun = request.query.dryRun === 'true'
  let key = ''
  for (let round = 1; round <= tries; round += 1) {
    key = isDryRun ? newKey() : importKey(source.sha256, request, round)
    const answer = await api.post(
      {
        ...targets[request.format],
        query: request.query,
        idempotencyKey: key,
        body: source.stream(onSent),
      },
      importViewSchema,
    )
    if (answer.kind === 'ok') {
      return {
        key,
        answer: { kind: 'ok', value: { import: answer.value, alreadyImported: answer.replayed } },
      }
    }
    if (!answer.replayed) return { key, answer }
  }
  const detail = 'Save the file anew with its faults corrected: another content is another import.'
  return { key, answer: failure('refused', `This file was refused ${tries} times before`, detail) }
}

/** Stable: a golden value holds it, because a change would import everybody's last file once more. */
export function importKey(sha256: string, { format, query }: ImportRequest, round: number): string {
  const options = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const text = JSON.stringify(['recallwire import', sha256, format, options, round])
  return `import-${createHash('sha256').update(text).digest('hex')}`
}
