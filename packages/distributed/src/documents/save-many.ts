import type { Change, SaveResult } from '@recallwire/ports/aggregate-store.ts'
import type { Write } from '../database/collection.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { outgoingOf, roomFor } from '../outbox/fill-outbox.ts'
import type { DocumentDeps } from './documents.ts'
import { cutIntoPages } from './pages.ts'
import { newRow, rowChange, type Written } from './row-of-document.ts'
import { saveDocument } from './save-document.ts'

/**
 * Saves many documents in few trips. Each is atomic and refused for itself; those of one id one after the other, in the order given. What
 * needs more than its row (a cause, parts) is saved by itself.
 */
export async function saveMany<Document>(
  deps: DocumentDeps<Document>,
  changes: readonly Change<Document>[],
): Promise<readonly SaveResult[]> {
  const results = new Map<Change<Document>, SaveResult>()
  let left = changes
  while (left.length > 0) {
    const [round, later] = firstOfEach(left)
    for (const [change, result] of await saveRound(deps, round)) results.set(change, result)
    left = later
  }
  return changes.flatMap((change) => results.get(change) ?? [])
}

function firstOfEach<Document>(changes: readonly Change<Document>[]) {
  const ids = new Set<string>()
  const first: Change<Document>[] = []
  const later: Change<Document>[] = []
  for (const change of changes) {
    if (ids.has(change.id)) later.push(change)
    else first.push(change)
    ids.add(change.id)
  }
  return [first, later] as const
}

type Ready<Document> = { readonly change: Change<Document>; readonly written: Written }

async function saveRound<Document>(
  deps: DocumentDeps<Document>,
  changes: readonly Change<Document>[],
): Promise<readonly (readonly [Change<Document>, SaveResult])[]> {
  const ready = (await Promise.all(changes.map((change) => readyOf(deps, change)))).flat()
  const done = await settle(() => writeTogether(deps, ready))
  const saved = ready.filter(({ written }) => done.has(written.mark))
  const told = saved.filter(({ written }) => written.filled.entries.length > 0)
  if (told.length > 0) await deps.outbox.hint(told.map(({ change }) => `${deps.rows.name}/${change.id}`))
  const isSaved = new Set(saved.map(({ change }) => change))
  return Promise.all(
    changes.map(async (change) => {
      if (isSaved.has(change))
        return [change, { kind: 'saved', version: change.expectedVersion + 1 }] as const
      // By itself it is saved, or says why not.
      return [change, await saveDocument(deps, change)] as const
    }),
  )
}

/** Empty for a change that is saved by itself. */
async function readyOf<Document>(
  { rows, outbox }: DocumentDeps<Document>,
  change: Change<Document>,
): Promise<readonly Ready<Document>[]> {
  const { id, expectedVersion, next, causeId, events } = change
  const { text, pages } = cutIntoPages(next)
  if (causeId !== undefined || pages.length > 0) return []
  const mark = newWriteMark()
  const filled = await outbox.fill(`${rows.name}/${id}`, undefined, mark, outgoingOf(events))
  if (filled.weight > mostInBatch) return []
  return [{ change, written: { version: expectedVersion + 1, mark, text, refs: [], filled, set: {} } }]
}

/** Events of one change that may go with the others: a batch is sent as a whole. */
const mostInBatch = 64 * 1024

/** The marks of the writes that are in their rows. */
async function writeTogether<Document>(
  { rows, shape }: DocumentDeps<Document>,
  ready: readonly Ready<Document>[],
): Promise<ReadonlySet<string>> {
  const writes = ready.map(({ change: { id, expectedVersion, next }, written }): Write => {
    if (expectedVersion === 0) return { kind: 'insert', row: newRow(shape, id, next, written) }
    // A row with parts has some to drop.
    const filter = {
      _id: id,
      version: expectedVersion,
      parts: { $exists: false },
      ...roomFor(written.filled),
    }
    return { kind: 'update', filter, change: rowChange(shape, id, next, written) }
  })
  const marks = ready.map(({ written }) => written.mark)
  if ((await rows.writeAll(writes)) === writes.length) return new Set(marks)
  const found = await rows.find({ _id: { $in: ready.map(({ change }) => change.id) } }, { only: ['write'] })
  return new Set(found.map(({ write }) => String(write)))
}
