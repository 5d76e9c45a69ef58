import { createHash } from 'node:crypto'
import { pipeline, type Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readJsonBody } from './json-body.ts'
import { createMeteredStream, type MeteredStream } from './metered-stream.ts'
import { type ProblemReply, problem } from './problem.ts'
import type { BodyKind } from './route.ts'

/** What became of a body before any schema saw it. */
export type BodyReading =
  | { readonly kind: 'value'; readonly value: unknown; readonly sha256: string }
  | { readonly kind: 'stream'; readonly metered: MeteredStream }
  | { readonly kind: 'refused'; readonly reply: ProblemReply }

/** Teaches one scope of the server to read one kind of body; any other content type is answered with 415. */
export const addBodyParsers = (
  scope: FastifyInstance,
  kind: BodyKind,
  limits: { readonly jsonDepth: number; readonly streamBytes: number },
): void => {
  scope.removeAllContentTypeParsers()
  switch (kind) {
    case 'json':
      scope.addContentTypeParser(
        'application/json',
        { parseAs: 'buffer' },
        async (_request: FastifyRequest, bytes: Buffer) => jsonReading(bytes, limits.jsonDepth),
      )
      return
    case 'form':
      scope.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'buffer' },
        async (_request: FastifyRequest, bytes: Buffer) => formReading(bytes),
      )
      return
    case 'ndjson-or-json':
      scope.addContentTypeParser(
        ['application/json', 'application/x-ndjson', 'application/ndjson'],
        async (request: FastifyRequest, payload: Readable) =>
          streamReading(payload, request.routeOptions.bodyLimit),
      )
      return
    case 'stream':
      scope.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) =>
        streamReading(payload, request.routeOptions.bodyLimit),
      )
      return
    default:
      kind satisfies never
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const jsonReading = (bytes: Buffer, maxDepth: number): BodyReading => {
  const reading = readJsonBody(bytes, maxDepth)
  return reading.kind === 'read'
    ? { kind: 'value', value: reading.value, sha256: sha256Of(bytes) }
    : {
        kind: 'refused',
        reply: problem(400, reading.title, { kind: 'body-unreadable', detail: reading.detail }),
      }
}

/** A name given several times becomes a list, as check boxes send it. */
const formReading = (bytes: Buffer): BodyReading => {
  const fields = new URLSearchParams(bytes.toString('utf8'))
  const names = [...new Set(fields.keys())]
  if (names.includes('__proto__')) {
    return {
      kind: 'refused',
      reply: problem(400, 'The form has a forbidden name', { kind: 'body-unreadable' }),
    }
  }
  const value = Object.fromEntries(
    names.map((name) => {
      const [first, ...more] = fields.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }),
  )
  return { kind: 'value', value, sha256: sha256Of(bytes) }
}

const streamReading = (payload: Readable, maxBytes: number): BodyReading => {
  const metered = createMeteredStream(maxBytes)
  // The reader of the stream gets the error; without a callback the pipeline would throw it once more.
  pipeline(payload, metered.stream, () => undefined)
  return { kind: 'stream', metered }
}
