import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A file to be sent: read twice from one handle, so that a file put in its place meanwhile is not what is sent. */
export type UploadSource = AsyncDisposable & {
  readonly bytes: number
  readonly sha256: string
  /** The first bytes, to tell what it is. */
  readonly head: Uint8Array
  /** The content from its beginning; `onSent` is told how many bytes have left. */
  stream(onSent: (bytes: number) => void): ReadableStream<Uint8Array>
}

const headBytes = 4_096

/** Opens a file, or takes all of standard input (`-`) to one first. Throws the system's error for a file it cannot read. */
export async function openUploadSource(
  name: string,
  { workingFolder, stdin }: { readonly workingFolder: string; readonly stdin: AsyncIterable<Uint8Array> },
): Promise<UploadSource> {
  const file = name === '-' ? await spool(stdin) : await open(resolve(workingFolder, name))
  try {
    const hash = createHash('sha256')
    let head = Buffer.alloc(0)
    let bytes = 0
    for await (const chunk of chunksOf(file)) {
      hash.update(chunk)
      bytes += chunk.length
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)])
    }
    return {
      bytes,
      sha256: hash.digest('hex'),
      head,
      stream: (onSent) => ReadableStream.from(metered(file, bytes, onSent)),
      [Symbol.asyncDispose]: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function* metered(file: FileHandle, bytes: number, onSent: (bytes: number) => void) {
  let sent = 0
  for await (const chunk of chunksOf(file)) {
    yield chunk
    sent += chunk.length
    onSent(Math.min(sent, bytes))
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(64 * 1024), position })
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** The key needs all of the content before its first byte is sent. The file has no name any more: no end can leave it behind. */
async function spool(stdin: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-'))
  try {
    const file = await open(join(folder, 'import'), 'wx+', 0o600)
    await file.writeFile(stdin)
    return file
  } finally {
    await rm(folder, { recursive: true })
  }
}
