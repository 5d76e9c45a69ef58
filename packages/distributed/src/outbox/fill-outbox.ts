import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Collection, Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { unlessUnclear } from '../database/settle.ts'
import type { Parts } from '../documents/parts.ts'
import { mostRecordBytes } from '../log/topic-plan.ts'
import { type Entry, type Outgoing, rowOfEntry, weightOf } from './outbox-entry.ts'

/** So much of one write stays in its row; beyond it each longer value is a part of its own. */
const mostInRow = 256 * 1024
const longestInRow = 1024
/** Where so much waits in a row the log has been away for long: the row takes no more events until it is back. */
export const fullOutbox = 8 * 1024 * 1024

/** What a record of the log holds at most, its key and headers aside. */
const longestValue = mostRecordBytes - 64 * 1024

/** What a write puts into the outbox of its row. */
export type Filled = {
  readonly entries: readonly Entry[]
  readonly weight: number
  /** Parts that this write made, of no use when it is refused. */
  readonly written: readonly string[]
}

const nothingFilled: Filled = { entries: [], weight: 0, written: [] }

export const outgoingOf = (events: readonly OutgoingEvent[]): readonly Outgoing[] =>
  events.map(({ topic, key, event }) => ({ topic, key, value: JSON.stringify(event), headers: {} }))

export interface FillOutbox {
  /** Makes entries for the row's version; `mark` is that of the write. Without a version all of it stays in the row. */
  fill(
    rowName: string,
    version: number | undefined,
    mark: string,
    outgoing: readonly Outgoing[],
  ): Promise<Filled>
  /** Says of rows that events wait in them. That they are found even without this is up to the relay, only later. */
  hint(rowNames: readonly string[]): Promise<void>
}

export function createFillOutbox(db: Database, parts: Parts): FillOutbox {
  const hints: Collection = db.collection('outbox_hints')
  return {
    fill: async (rowName, version, mark, outgoing) => {
      if (outgoing.length === 0) return nothingFilled
      refuseTooLong(rowName, outgoing)
      const at = db.stamp()
      const whole = outgoing.map((one, index): Entry => ({ ...one, entryId: `${mark}.${index}`, at }))
      if (version === undefined || weightOf(whole) <= mostInRow)
        return { entries: whole, weight: weightOf(whole), written: [] }
      const long = whole.filter(isLongText)
      const texts = long.map(({ value }) => value)
      const written = await parts.writeTexts(outboxOwner(rowName), version, texts)
      const partOf = new Map(long.map(({ entryId }, index) => [entryId, written[index]]))
      const entries = whole.map((entry) => {
        const part = partOf.get(entry.entryId)
        return part === undefined ? entry : { ...entry, value: { part } }
      })
      return { entries, weight: weightOf(entries), written }
    },
    hint: async (rowNames) => {
      const since = db.stamp()
      const writes = rowNames.map((_id) => {
        return { kind: 'upsert' as const, filter: { _id }, change: { $set: { since } } }
      })
      // The events are kept already; the relay looks for those without a hint from time to time.
      await unlessUnclear(() => hints.writeAll(writes))
    },
  }
}

/** Nothing is kept that the log would never take. */
function refuseTooLong(rowName: string, outgoing: readonly Outgoing[]): void {
  const isTooLong = ({ value }: Outgoing) =>
    value.length * 3 > longestValue && Buffer.byteLength(value) > longestValue
  if (outgoing.some(isTooLong))
    throw new RecallError('record-too-large', `an event of ${rowName} is longer than the event log takes`)
}

/** Whose parts the values of a row's outbox are. */
const outboxOwner = (rowName: string): string => `${rowName}#outbox`

/** What must hold of a row that gets these entries. */
export const roomFor = ({ entries }: Filled): Fields =>
  entries.length === 0 ? {} : { waitingWeight: { $not: { $gt: fullOutbox } } }

/** How a row changes that gets these entries. */
export function changeOfOutbox({ entries, weight }: Filled): {
  readonly $push?: Fields
  readonly $min?: Fields
  readonly $inc?: Fields
} {
  const [first] = entries
  if (first === undefined) return {}
  return {
    $push: { outbox: { $each: entries.map(rowOfEntry) } },
    $min: { waitingSince: first.at },
    $inc: { waiting: entries.length, waitingWeight: weight },
  }
}

/** What a new row has of it. */
export function rowOfOutbox({ entries, weight }: Filled): Fields {
  const [first] = entries
  if (first === undefined) return {}
  return {
    outbox: entries.map(rowOfEntry),
    waitingSince: first.at,
    waiting: entries.length,
    waitingWeight: weight,
  }
}

const isLongText = (entry: Entry): entry is Entry & { readonly value: string } =>
  typeof entry.value === 'string' && entry.value.length > longestInRow
