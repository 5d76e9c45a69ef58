import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { errorCodes } from 'fastify'

export type MeteredStream = {
  readonly stream: Transform
  /** SHA-256 (hex) of what went through; undefined until the end was reached. */
  sha256(): string | undefined
}

/** Passes bytes on, counting and hashing them; fails as "body too large" (413) at the first byte above `maxBytes`. */
export const createMeteredStream = (maxBytes: number): MeteredStream => {
  const hash = createHash('sha256')
  let seen = 0
  let digest: string | undefined
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      seen += chunk.byteLength
      if (seen > maxBytes) {
        done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE())
        return
      }
      hash.update(chunk)
      done(null, chunk)
    },
    flush: (done) => {
      digest = hash.digest('hex')
      done()
    },
  })
  return { stream, sha256: () => digest }
}
