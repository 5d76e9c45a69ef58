import { basename } from 'node:path'
import { attachmentViewSchema } from '@recallwire/domain/views/attachment-view.ts'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'
import { readGivenFile } from './read-given-file.ts'

/** Hands in the firm's original letter and names it in the notice; what the notice said of a letter before is replaced. */
export async function sendFirmLetter(
  api: Api,
  notice: Uint8Array,
  given: { readonly workingFolder: string; readonly letter: string; readonly idempotencyKey: string },
): Promise<Answer<Uint8Array>> {
  const parsed = readNotice(notice)
  if (parsed === undefined)
    return failure(
      'usage',
      'The notice is not JSON with a content',
      'A letter can only be added to one that is.',
    )
  const file = await readGivenFile(given.workingFolder, given.letter)
  if (file.kind !== 'ok') return file
  const answer = await api.post(
    {
      path: '/v1/attachments',
      query: { fileName: basename(given.letter) },
      idempotencyKey: given.idempotencyKey,
      contentType: 'application/pdf',
      body: file.value,
    },
    attachmentViewSchema,
  )
  if (answer.kind !== 'ok') return answer
  const { fileName, sha256, size } = answer.value
  const content = { ...parsed.content, firmLetter: { fileName, sha256, size } }
  return { kind: 'ok', value: new TextEncoder().encode(JSON.stringify({ ...parsed, content })) }
}

function readNotice(bytes: Uint8Array): { readonly content: object } | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value !== 'object' || value === null || !('content' in value)) return undefined
    const { content } = value
    return typeof content === 'object' && content !== null ? { ...value, content } : undefined
  } catch {
    return undefined
  }
}
