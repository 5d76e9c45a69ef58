import type { Change, SaveResult } from '@recallwire/ports/aggregate-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Fields } from '../database/collection.ts'
import { integerOf, optionalIntegerOf, textOf, textsOf } from '../database/row.ts'
import { settle, unlessUnclear } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { type Filled, fullOutbox, outgoingOf, roomFor } from '../outbox/fill-outbox.ts'
import type { DocumentDeps } from './documents.ts'
import { cutIntoPages } from './pages.ts'
import { type PartRef, partRefsOf } from './parts.ts'
import { newRow, rowChange } from './row-of-document.ts'

/** What the same write asks of the row, and what it changes of it; `waits`: the relay finds something in it afterwards. */
export type RowBeside = { readonly fence: Fields; readonly set: Fields; readonly waits: boolean }
const nothingBeside: RowBeside = { fence: {}, set: {}, waits: false }

/** What is ready to be written, but for the row. */
type Prepared = {
  readonly mark: string
  readonly text: string
  readonly refs: readonly PartRef[]
  readonly filled: Filled
  /** Parts that this write made. */
  readonly parts: readonly string[]
}

/**
 * Saves one document. `mark` names this write in the row, so that it is known again when its answer was lost: nobody is told `conflict`
 * by his own write.
 */
export async function saveDocument<Document>(
  deps: DocumentDeps<Document>,
  change: Change<Document>,
  beside: RowBeside = nothingBeside,
): Promise<SaveResult> {
  const rowName = `${deps.rows.name}/${change.id}`
  const prepared = await prepare(deps, rowName, change)
  const result = await settle(() => writeRow(deps, change, prepared, beside))
  if (result.kind !== 'saved') await deps.parts.remove([...prepared.parts, ...prepared.filled.written])
  else if (beside.waits || prepared.filled.entries.length > 0) await deps.outbox.hint([rowName])
  return result
}

async function prepare<Document>(
  { rows, parts, outbox }: DocumentDeps<Document>,
  rowName: string,
  { id, expectedVersion, next, events }: Change<Document>,
): Promise<Prepared> {
  const mark = newWriteMark()
  const version = expectedVersion + 1
  const { text, pages } = cutIntoPages(next)
  const filled = await outbox.fill(rowName, version, mark, outgoingOf(events))
  if (pages.length === 0) return { mark, text, refs: [], filled, parts: [] }
  // Where the version is another one the write is refused, and what it would have kept is dropped.
  const before =
    expectedVersion === 0 ? undefined : await rows.first({ _id: id, version: expectedVersion }, partsOnly)
  const { refs, written } = await parts.writePages(rowName, version, pages, partRefsOf(before ?? {}))
  return { mark, text, refs, filled, parts: written }
}

const partsOnly = { only: ['parts'] }

async function writeRow<Document>(
  deps: DocumentDeps<Document>,
  change: Change<Document>,
  prepared: Prepared,
  { fence, set }: RowBeside,
): Promise<SaveResult> {
  const { rows, shape } = deps
  const { id, expectedVersion, next, causeId } = change
  const version = expectedVersion + 1
  const written = { ...prepared, version, causeId, set }
  if (expectedVersion === 0) {
    const isNew = await rows.insert(newRow(shape, id, next, written))
    const refusal = isNew ? undefined : await whyRefused(deps, change, prepared.mark)
    return refusal === undefined ? { kind: 'saved', version } : unlessOpen(refusal, id)
  }
  const update = rowChange(shape, id, next, written)
  const attempt = (more: Fields) =>
    rows.exchange(
      { _id: id, version: expectedVersion, ...roomFor(prepared.filled), ...more, ...fence },
      update,
      ['parts', 'causes'],
    )
  const inside = causeId === undefined ? {} : { causes: { $ne: causeId }, causesMoved: { $exists: false } }
  const before = await attempt(inside)
  if (before !== undefined) return tidied(deps, change, prepared, before)
  const refusal = await whyRefused(deps, change, prepared.mark)
  if (refusal.kind !== 'open') return refusal
  if (Object.keys(fence).length > 0) return { kind: 'conflict' }
  if (causeId === undefined || refusal.causesMoved === undefined) throw unsure(id)
  // What had left the row was looked up; a cause that leaves it from now on changes the count.
  const late = await attempt({ causes: { $ne: causeId }, causesMoved: refusal.causesMoved })
  if (late === undefined) throw unsure(id)
  return tidied(deps, change, prepared, late)
}

/** `open`: nothing that a majority keeps says why. */
type Refusal = SaveResult | { readonly kind: 'open'; readonly causesMoved: number | undefined }

/** Why a write changed nothing. A cause that was applied wins over a version that moved. */
async function whyRefused<Document>(
  { rows, causes }: DocumentDeps<Document>,
  { id, expectedVersion, causeId, events }: Change<Document>,
  mark: string,
): Promise<Refusal> {
  const head = await rows.first({ _id: id }, headOnly)
  if (head === undefined)
    return expectedVersion === 0 ? { kind: 'open', causesMoved: undefined } : { kind: 'conflict' }
  const version = integerOf(head, 'version')
  if (textOf(head, 'write') === mark) return { kind: 'saved', version }
  const causesMoved = optionalIntegerOf(head, 'causesMoved')
  if (causeId !== undefined) {
    const isInside = textsOf(head, 'causes').includes(causeId)
    if (isInside || (causesMoved !== undefined && (await causes.isBeside(`${rows.name}/${id}`, causeId))))
      return { kind: 'already-applied', version }
  }
  if (version !== expectedVersion) return { kind: 'conflict' }
  if (events.length > 0 && (optionalIntegerOf(head, 'waitingWeight') ?? 0) > fullOutbox)
    throw new RecallError('log-unavailable', `too many events of ${rows.name}/${id} wait for the event log`)
  return { kind: 'open', causesMoved }
}

const headOnly = { only: ['version', 'write', 'causes', 'causesMoved', 'waitingWeight'] }

function unlessOpen(refusal: Refusal, id: string): SaveResult {
  if (refusal.kind === 'open') throw unsure(id)
  return refusal
}

/** Such as a write that one server has and the majority does not yet. */
const unsure = (id: string): RecallError =>
  new RecallError(
    'storage-unavailable',
    `MongoDB is not sure yet what became of the document ${id}. Try again.`,
  )

/** What is left of earlier versions goes, causes of long ago leave the row. Whatever is missed here the next save does. */
async function tidied<Document>(
  { rows, parts, causes }: DocumentDeps<Document>,
  { id, expectedVersion, causeId }: Change<Document>,
  { refs }: Prepared,
  before: Fields,
): Promise<SaveResult> {
  const version = expectedVersion + 1
  const named = refs.map(({ part }) => part)
  await unlessUnclear(async () => {
    if (named.length > 0 || partRefsOf(before).length > 0)
      await parts.tidy(`${rows.name}/${id}`, version, named)
    if (causeId !== undefined) await causes.moveOld(rows, id, [...textsOf(before, 'causes'), causeId])
  })
  return { kind: 'saved', version }
}
