import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { Fields } from '../database/collection.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { outgoingOf } from '../outbox/fill-outbox.ts'
import type { DocumentDeps } from './documents.ts'
import { rowChange } from './row-of-document.ts'

/** Writes `next` as the next version where the row fits the fence, in one step; false where it does not. It stays whole. */
export async function saveWhere<Document>(
  { rows, shape, outbox }: DocumentDeps<Document>,
  id: string,
  fence: Fields,
  next: Document,
  events: readonly OutgoingEvent[],
): Promise<boolean> {
  const rowName = `${rows.name}/${id}`
  const mark = newWriteMark()
  const filled = await outbox.fill(rowName, undefined, mark, outgoingOf(events))
  const written = { mark, text: JSON.stringify(next), refs: [], filled, set: {} }
  const change = rowChange(shape, id, next, written)
  const isSaved = await settle(
    async () =>
      (await rows.update({ _id: id, ...fence }, change)) ||
      // Done, and the answer was lost: then it fits no more.
      (await rows.first({ _id: id, write: mark }, { only: [] })) !== undefined,
  )
  if (isSaved && filled.entries.length > 0) await outbox.hint([rowName])
  return isSaved
}
