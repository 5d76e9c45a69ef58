import { createHash } from 'node:crypto'
import {
  type CatalogueImportView,
  catalogueImportViewSchema,
} from '@recallwire/domain/views/catalogue-view.ts'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'
import type { UploadSource } from './upload-source.ts'

export type CatalogueSent = { readonly import: CatalogueImportView; readonly alreadyImported: boolean }

const tries = 20
/** As long as the server gives a whole release. */
const limitMs = 6 * 60 * 60_000

/**
 * The same file is one import, however often it is sent. Where the answer under its key is an earlier refusal, the next key
 * of the row is used, since what was refused then (a file that broke off on the way) may be whole now.
 */
export async function sendCatalogue(
  api: Api,
  source: UploadSource,
  onSent: (bytes: number) => void,
): Promise<Answer<CatalogueSent>> {
  for (let round = 1; round <= tries; round += 1) {
    const answer = await api.post(
      {
        path: '/v1/catalogue/import',
        idempotencyKey: catalogueKey(source.sha256, round),
        contentType: isXml(source.head) ? 'application/xml' : 'application/x-ndjson',
        body: source.stream(onSent),
        limitMs,
      },
      catalogueImportViewSchema,
    )
    if (answer.kind === 'ok') {
      return { kind: 'ok', value: { import: answer.value, alreadyImported: answer.replayed } }
    }
    if (!answer.replayed) return answer
  }
  return failure(
    'refused',
    `This file was refused ${tries} times before`,
    'Get it again from where it is published.',
  )
}

const catalogueKey = (sha256: string, round: number): string =>
  `catalogue-${createHash('sha256')
    .update(JSON.stringify(['recallwire catalogue', sha256, round]))
    .digest('hex')}`

/** By what it begins with: one of the two is a brace. */
const isXml = (head: Uint8Array): boolean =>
  /^\ufeff?\s*</.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(head))
