import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'

/** A form with a file: its fields, which stand before the file, and the file still unread. */
export type Upload =
  | {
      readonly kind: 'file'
      readonly fields: ReadonlyMap<string, string>
      readonly fileName: string
      readonly file: ReadableStream<Uint8Array>
      /** Lets the rest of the form go by unread. */
      discard(): void
    }
  | { readonly kind: 'no-file'; readonly fields: ReadonlyMap<string, string> }
  | { readonly kind: 'malformed' }

const limits = { fieldSize: 4 * 1024 * 1024, fields: 20, files: 1, parts: 21, headerPairs: 50 }

/**
 * Reads a multipart form up to its file and hands the file on as it arrives: however large, it is never held in memory. The
 * fields must come first, as our own form sends them, because the form's token is one of them.
 */
export function readUpload(stream: Readable, contentType: string): Promise<Upload> {
  return new Promise((resolve) => {
    const fields = new Map<string, string>()
    let busboy: ReturnType<typeof createBusboy>
    try {
      busboy = createBusboy(contentType)
    } catch {
      // The library throws for a header that announces no form, or no boundary.
      stream.resume()
      resolve({ kind: 'malformed' })
      return
    }
    const discard = () => {
      stream.unpipe(busboy)
      stream.resume()
    }
    busboy.on('field', (name, value, _nameCut, valueCut) => {
      fields.set(name, value)
      // Half of what was pasted is not what was meant.
      if (valueCut) giveUp()
    })
    busboy.on('file', (_field, file, fileName) => {
      if (fileName === '' || fileName === undefined) {
        file.resume()
        return
      }
      stream.once('error', (error) => file.destroy(error))
      resolve({ kind: 'file', fields: new Map(fields), fileName, file: webStreamOf(file), discard })
    })
    const giveUp = () => {
      discard()
      resolve({ kind: 'malformed' })
    }
    busboy.once('error', giveUp)
    busboy.once('finish', () => resolve({ kind: 'no-file', fields }))
    stream.once('error', () => resolve({ kind: 'malformed' }))
    stream.pipe(busboy)
  })
}

const createBusboy = (contentType: string) => new Busboy({ headers: { 'content-type': contentType }, limits })

/** Bytes as they are pulled, so that a slow reader slows the sender. */
function webStreamOf(file: Readable): ReadableStream<Uint8Array> {
  const chunks = file[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next()
      if (next.done === true) controller.close()
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value)
    },
    cancel: () => {
      file.destroy()
    },
  })
}
