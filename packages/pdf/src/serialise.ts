/** A text string of a document: UTF-16 with its byte order mark (ISO 32000-1, 7.9.2.2). */
export function textString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text.toWellFormed()}`, 'utf16le').swap16()
  return `<${bytes.toString('hex')}>`
}

/** An instant as `D:20250620140000Z`. */
export const dateString = (at: string): string => `(D:${at.replace(/\D/g, '').slice(0, 14)}Z)`

/** A number as short as it can be said to a hundredth of a point. */
export const number = (value: number): string => String(Math.round(value * 100) / 100)

const reference = (id: number): string => `${id} 0 R`
export const references = (ids: readonly number[]): string => `[${ids.map(reference).join(' ')}]`

export type Objects = {
  /** A number for an object that is written later. */
  reserve(): number
  /** Writes an object that is no stream. */
  put(id: number, body: string): void
  /** Writes a stream; `entries` are the members of its dictionary besides its length. */
  putStream(id: number, entries: string, bytes: Uint8Array): void
  /** The whole file: all objects but streams go into one compressed stream (ISO 32000-1, 7.5.7 and 7.5.8). */
  finish(
    root: number,
    info: number,
    deflate: (bytes: Uint8Array) => Uint8Array,
    digest: (bytes: Uint8Array) => string,
  ): Uint8Array
}

const header = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')

export function createObjects(): Objects {
  let newest = 0
  let length = header.length
  const parts: Uint8Array[] = [header]
  const offsets = new Map<number, number>()
  const plain: { readonly id: number; readonly body: string }[] = []

  const append = (bytes: Uint8Array) => {
    parts.push(bytes)
    length += bytes.length
  }
  const reserve = () => {
    newest += 1
    return newest
  }
  const putStream = (id: number, entries: string, bytes: Uint8Array) => {
    offsets.set(id, length)
    append(Buffer.from(`${id} 0 obj\n<<${entries} /Length ${bytes.length}>>\nstream\n`, 'latin1'))
    append(bytes)
    append(Buffer.from('\nendstream\nendobj\n', 'latin1'))
  }
  return {
    reserve,
    put: (id, body) => {
      plain.push({ id, body })
    },
    putStream,
    finish: (root, info, deflate, digest) => {
      const holder = reserve()
      putObjectStream(holder, plain, putStream, deflate)
      const table = reserve()
      const start = length
      offsets.set(table, start)
      const places = new Map(plain.map(({ id }, index) => [id, index]))
      const rows = Buffer.alloc((newest + 1) * 7)
      for (let id = 1; id <= newest; id += 1) {
        const [offset, place] = [offsets.get(id), places.get(id)]
        if (offset === undefined && place === undefined) throw new Error(`object ${id} was never written`)
        rows.writeUInt8(offset === undefined ? 2 : 1, id * 7)
        rows.writeUInt32BE(offset ?? holder, id * 7 + 1)
        rows.writeUInt16BE(place ?? 0, id * 7 + 5)
      }
      rows.writeUInt16BE(65_535, 5)
      const id = `<${digest(Buffer.concat(parts)).slice(0, 32)}>`
      const entries = `/Type /XRef /Size ${newest + 1} /W [1 4 2] /Root ${reference(root)} /Info ${reference(info)} /ID [${id} ${id}] /Filter /FlateDecode`
      putStream(table, entries, deflate(rows))
      append(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'))
      return new Uint8Array(Buffer.concat(parts))
    },
  }
}

function putObjectStream(
  id: number,
  plain: readonly { readonly id: number; readonly body: string }[],
  putStream: Objects['putStream'],
  deflate: (bytes: Uint8Array) => Uint8Array,
): void {
  const index: string[] = []
  let at = 0
  for (const { id: number, body } of plain) {
    index.push(`${number} ${at}`)
    at += body.length + 1
  }
  const head = `${index.join(' ')}\n`
  const bytes = Buffer.from(`${head}${plain.map(({ body }) => body).join('\n')}\n`, 'latin1')
  const entries = `/Type /ObjStm /N ${plain.length} /First ${head.length} /Filter /FlateDecode`
  putStream(id, entries, deflate(bytes))
}
