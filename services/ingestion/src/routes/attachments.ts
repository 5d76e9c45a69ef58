import type { Readable } from 'node:stream'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { firmLetterSchema, maxFirmLetterBytes } from '@recallwire/domain/notice/firm-letter.ts'
import { attachmentViewSchema } from '@recallwire/domain/views/attachment-view.ts'
import type { AttachmentRecord } from '@recallwire/ports/attachment-store.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

const route = defineRoute<Actor>()

const newest = 200

/** The firm's original letter, handed in before the notice that names it. */
export const attachmentRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/attachments',
    summary: 'Hand in the original letter of your firm (PDF, at most 5 MiB), to be named by a notice',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'stream',
    bodyLimit: maxFirmLetterBytes,
    query: z.strictObject({ fileName: firmLetterSchema.shape.fileName }),
    reply: { 201: attachmentViewSchema },
    handle: async ({ actor, query, stream, headers }) => {
      const bytes = await readWhole(stream)
      const wrong = notPdf(String(headers['content-type']), bytes)
      if (wrong !== undefined)
        return problem(415, 'The file is not a PDF', { kind: 'not-a-pdf', detail: wrong })
      const record = await deps.backEnd.attachments.put({
        organisationId: actor.organisationId,
        sha256: sha256Hex(bytes),
        fileName: query.fileName,
        size: bytes.length,
        uploadedAt: deps.clock.now(),
        bytes,
      })
      return { status: 201, body: viewOf(record) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/attachments',
    summary: 'List the newest letters your firm handed in',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(attachmentViewSchema) },
    handle: async ({ actor }) => ({
      status: 200,
      body: (await deps.backEnd.attachments.ofOrganisation(actor.organisationId, newest)).map(viewOf),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/attachments/:sha256',
    summary: 'Read a letter your firm handed in, byte by byte as it goes out',
    action: 'notice.draft',
    credential: 'key',
    answers: 'file',
    params: z.strictObject({ sha256: z.string().max(64) }),
    handle: async ({ actor, params }) => {
      const file = await deps.backEnd.attachments.get(actor.organisationId, params.sha256)
      if (file === undefined) return absent('letter')
      return {
        status: 200,
        file: file.bytes,
        contentType: 'application/pdf',
        fileName: file.fileName,
      }
    },
  }),
]

const viewOf = ({ organisationId: _own, ...view }: AttachmentRecord) => view

async function readWhole(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** By what it is, not by what it is called: a PDF begins with its mark and ends with another. */
function notPdf(contentType: string, bytes: Uint8Array): string | undefined {
  if (!/^application\/pdf\b/i.test(contentType)) return 'Send it as application/pdf.'
  const text = Buffer.from(bytes)
  if (text.subarray(0, 5).toString('latin1') !== '%PDF-')
    return 'It does not begin as a PDF does: save the letter as PDF and send that file.'
  if (!text.subarray(-1_024).toString('latin1').includes('%%EOF'))
    return 'It does not end as a PDF does: the file is cut off. Send it whole.'
  return undefined
}
