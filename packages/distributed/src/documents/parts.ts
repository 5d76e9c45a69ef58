import { createHash } from 'node:crypto'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { rowsOf, textOf } from '../database/row.ts'
import { newWriteMark } from '../database/write-mark.ts'
import type { Page } from './pages.ts'

/** What a row says of a part of its document: which list it continues, what it holds, and where it is. */
export type PartRef = { readonly field: string; readonly hash: string; readonly part: string }

export const partRefsOf = (row: Fields): readonly PartRef[] =>
  rowsOf(row, 'parts').map((ref) => ({
    field: textOf(ref, 'field'),
    hash: textOf(ref, 'hash'),
    part: textOf(ref, 'part'),
  }))

/**
 * Texts that are too long for the row they belong to, written before the row that names them and under names of their own, so that
 * what changes is still one row. A part is never changed. Each says for which version of its owner it was written: once a version is
 * there, parts of it or of earlier ones that it does not name are named by no later one either, and go.
 */
export interface Parts {
  /** Writes the pages that are not among `known`, for that version of the owner. Answers what the row is to name, and what is new of it. */
  writePages(
    owner: string,
    version: number,
    pages: readonly Page[],
    known: readonly PartRef[],
  ): Promise<{ readonly refs: readonly PartRef[]; readonly written: readonly string[] }>
  writeTexts(owner: string, version: number, texts: readonly string[]): Promise<readonly string[]>
  /** The texts by name. One that has gone since its row was read is missing. */
  read(names: readonly string[]): Promise<ReadonlyMap<string, string>>
  remove(names: readonly string[]): Promise<void>
  /** Drops what a version, which is there, does not name. */
  tidy(owner: string, version: number, named: readonly string[]): Promise<void>
}

export function createParts(db: Database): Parts {
  const parts = db.collection('parts')
  const writeTexts: Parts['writeTexts'] = async (owner, version, texts) => {
    const rows = texts.map((text) => ({ _id: newWriteMark(), owner, version, text }))
    const done = await parts.writeAll(rows.map((row) => ({ kind: 'insert', row })))
    if (done < rows.length) throw new RecallError('storage-unavailable', `parts of ${owner} were not kept`)
    return rows.map(({ _id }) => _id)
  }
  return {
    writeTexts,
    writePages: async (owner, version, pages, known) => {
      const hashed = pages.map(({ field, text }) => ({ field, hash: hashOf(text), text }))
      const knownBy = new Map(known.map((ref) => [`${ref.field}/${ref.hash}`, ref]))
      const fresh = hashed.filter(({ field, hash }) => !knownBy.has(`${field}/${hash}`))
      const written = await writeTexts(
        owner,
        version,
        fresh.map(({ text }) => text),
      )
      const names = new Map(fresh.map((page, index) => [page, written[index] ?? '']))
      const refs = hashed.map((page) => {
        const { field, hash } = page
        return { field, hash, part: names.get(page) ?? knownBy.get(`${field}/${hash}`)?.part ?? '' }
      })
      return { refs, written }
    },
    read: async (names) => {
      if (names.length === 0) return new Map()
      const rows = await parts.find({ _id: { $in: names } })
      return new Map(rows.map((row) => [textOf(row, '_id'), textOf(row, 'text')]))
    },
    remove: async (names) => {
      if (names.length > 0) await parts.remove({ _id: { $in: names } })
    },
    tidy: async (owner, version, named) => {
      await parts.remove({ owner, version: { $lte: version }, _id: { $nin: named } })
    },
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
