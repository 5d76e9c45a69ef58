import { attachmentViewSchema } from '@recallwire/domain/views/attachment-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** The firm's original letters, which notices name. */
export const createFirmLettersApi = ({ ask, open }: Transport) => ({
  /** The newest, newest first. */
  list: () => ask({ method: 'GET', path: '/v1/attachments' }, z.array(attachmentViewSchema)),
  /** Unread, byte by byte, to be passed on as a file. */
  file: (sha256: string) => open({ method: 'GET', path: `/v1/attachments/${sha256}` }),
  handIn: (key: string, fileName: string, body: ReadableStream<Uint8Array>) =>
    ask(
      {
        method: 'POST',
        path: '/v1/attachments',
        query: { fileName },
        key,
        stream: { body, contentType: 'application/pdf' },
      },
      attachmentViewSchema,
    ),
})
