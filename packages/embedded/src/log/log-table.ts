import { type ParkedTopic, type Topic, topics } from '@recallwire/domain/events/topics.ts'
import type { LogRecord } from '@recallwire/ports/event-log.ts'
import { parkedHeaders } from '@recallwire/ports/parked-headers.ts'
import { partitionOf } from '@recallwire/ports/partition-of.ts'
import type { Database, Reads, Writes } from '../database.ts'
import { bytesOf, integerOf, jsonOf, type Row, textOf } from '../row.ts'
import { noteParked } from './note-parked.ts'

export type AnyTopic = Topic | ParkedTopic

export type NewRecord = Pick<LogRecord, 'topic' | 'key' | 'value' | 'headers'>

/** The records, by topic, partition and offset. */
export interface LogTable {
  partitions(topic: AnyTopic): number
  /** Inside a write: puts each record at the end of its key's partition, in the order given. */
  append(tx: Writes, records: readonly NewRecord[]): void
  /** Calls back when a record that was appended through this opening of the file is durable; what it returns ends that. */
  onAppend(told: (topic: AnyTopic, partition: number) => void): () => void
  /** Records from an offset on, in order. */
  read(topic: AnyTopic, partition: number, from: number, limit: number): readonly LogRecord[]
  /** The offset that the next record of the partition will have. */
  end(topic: AnyTopic, partition: number): number
}

/**
 * Topic, partition and offset are one number that SQLite keeps as the row's own: 8 bits of partition, 36 of offset, and
 * what is left of the 53 that a JavaScript number carries exactly.
 */
const offsetsPerPartition = 2 ** 36
const partitionsPerTopic = 2 ** 8

/** `partitions` is for topics that are new; a topic keeps the number it was made with. */
export async function openLogTable(db: Database, partitions: number): Promise<LogTable> {
  const known = await db.write((tx) => makeTopics(tx, partitions))
  const topicOf = (name: AnyTopic) => {
    const topic = known.get(name)
    if (!topic) throw new Error(`the topic ${name} is not one of this log`)
    return topic
  }
  const start = (topic: AnyTopic, partition: number) =>
    (topicOf(topic).id * partitionsPerTopic + partition) * offsetsPerPartition
  const end = (from: Reads, topic: AnyTopic, partition: number) => {
    const first = start(topic, partition)
    const last = from.get(
      'SELECT position FROM log_records WHERE position >= ? AND position < ? ORDER BY position DESC LIMIT 1',
      first,
      first + offsetsPerPartition,
    )
    return last ? integerOf(last, 'position') - first + 1 : 0
  }
  const listeners = new Set<(topic: AnyTopic, partition: number) => void>()
  return {
    onAppend: (told) => {
      listeners.add(told)
      return () => void listeners.delete(told)
    },
    partitions: (topic) => topicOf(topic).partitions,
    end: (topic, partition) => end(db, topic, partition),
    append: (tx, records) => {
      const nextPositions = new Map<number, number>()
      for (const { topic, key, value, headers } of records) {
        const partition = partitionOf(key, topicOf(topic).partitions)
        const first = start(topic, partition)
        const position = nextPositions.get(first) ?? first + end(tx, topic, partition)
        if (!nextPositions.has(first))
          tx.onceDurable(() => {
            for (const told of listeners) told(topic, partition)
          })
        nextPositions.set(first, position + 1)
        tx.run(insertRecord, position, key, value, JSON.stringify(headers))
        const from = parkedFrom(topic)
        if (from === undefined) continue
        const parkedId = `${from}.${partition}.${position - first}`
        noteParked(tx, { parkedId, position, at: headers[parkedHeaders.at] })
      }
    },
    read: (topic, partition, from, limit) => {
      const first = start(topic, partition)
      const rows = db.all(
        `SELECT position, key, value, headers FROM log_records
         WHERE position >= ? AND position < ? ORDER BY position LIMIT ?`,
        first + from,
        first + offsetsPerPartition,
        limit,
      )
      return rows.map((row) => recordOf(row, topic, partition, first))
    },
  }
}

const insertRecord = 'INSERT INTO log_records (position, key, value, headers) VALUES (?, ?, ?, ?)'

/** The topic whose records are parked here. */
const parkedFrom = (topic: AnyTopic): Topic | undefined => topics.find((one) => topic === `${one}.parked`)

type TopicRow = { readonly id: number; readonly partitions: number }

function makeTopics(tx: Writes, partitions: number): ReadonlyMap<string, TopicRow> {
  for (const topic of topics) {
    for (const name of [topic, `${topic}.parked`]) {
      tx.run(
        'INSERT INTO log_topics (name, partitions) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
        name,
        partitions,
      )
    }
  }
  return new Map(
    tx
      .all('SELECT id, name, partitions FROM log_topics')
      .map((row) => [
        textOf(row, 'name'),
        { id: integerOf(row, 'id'), partitions: integerOf(row, 'partitions') },
      ]),
  )
}

const recordOf = (row: Row, topic: AnyTopic, partition: number, first: number): LogRecord => ({
  topic,
  partition,
  offset: integerOf(row, 'position') - first,
  key: textOf(row, 'key'),
  value: bytesOf(row, 'value'),
  headers: headersOf(row),
})

/** Read once for records that follow each other with the same: most have none, or the type of the rows of one import. */
let lastHeaders: { readonly text: string; readonly headers: LogRecord['headers'] } | undefined

function headersOf(row: Row): LogRecord['headers'] {
  const text = textOf(row, 'headers')
  if (lastHeaders?.text !== text)
    lastHeaders = { text, headers: jsonOf<LogRecord['headers']>(row, 'headers') }
  return lastHeaders.headers
}
