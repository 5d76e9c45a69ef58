import { type Topic, topics } from '@recallwire/domain/events/topics.ts'
import type { Fields } from '../database/collection.ts'
import { optionalTextOf, rowsOf, textOf } from '../database/row.ts'

/** What goes to the log, and where it is put there. */
export type Outgoing = {
  readonly topic: Topic
  readonly key: string
  /** A text of JSON, or bytes as they came. */
  readonly value: string | Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

/** One of the events that wait in a row, in the order in which they were put there. */
export type Entry = Omit<Outgoing, 'value'> & {
  readonly entryId: string
  /** The stamp of its write. */
  readonly at: string
  /** The value, or the name of the part that holds it. */
  readonly value: string | Uint8Array | { readonly part: string }
}

export const rowOfEntry = ({ entryId, at, topic, key, value, headers }: Entry): Fields => ({
  entryId,
  at,
  topic,
  key,
  ...(typeof value === 'string' || value instanceof Uint8Array ? { value } : value),
  ...(Object.keys(headers).length === 0 ? {} : { headers }),
})

export const entriesOf = (row: Fields): readonly Entry[] => rowsOf(row, 'outbox').map(entryOf)

function entryOf(row: Fields): Entry {
  const name = textOf(row, 'topic')
  const topic = topics.find((known) => known === name)
  if (topic === undefined) throw new Error(`an outbox holds an event for ${name}, which is not a topic`)
  const part = optionalTextOf(row, 'part')
  const value = row.value instanceof Uint8Array ? row.value : undefined
  return {
    entryId: textOf(row, 'entryId'),
    at: textOf(row, 'at'),
    topic,
    key: textOf(row, 'key'),
    value: part === undefined ? (value ?? textOf(row, 'value')) : { part },
    headers: headersOf(row.headers),
  }
}

const headersOf = (headers: unknown): Readonly<Record<string, string>> =>
  typeof headers === 'object' && headers !== null
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    : {}

/** Characters and bytes of the values that are in the row itself. */
export const weightOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { value }) => sum + lengthOf(value), 0)

const lengthOf = (value: Entry['value']): number =>
  typeof value === 'string' || value instanceof Uint8Array ? value.length : 0
