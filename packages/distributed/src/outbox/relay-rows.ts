import type { EventLog } from '@recallwire/ports/event-log.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { Collection, Fields, Write } from '../database/collection.ts'
import { integerOf, textOf } from '../database/row.ts'
import type { Parts } from '../documents/parts.ts'
import { type Entry, entriesOf, weightOf } from './outbox-entry.ts'

export type RelayRowsDeps = { readonly log: Pick<EventLog, 'publish'>; readonly parts: Parts }

/** A row in which events may wait. */
export type WaitingRow = { readonly rows: Collection; readonly row: Fields }

export const waitingFields = ['version', 'outbox', 'queuedSince']

/**
 * Publishes up to `limit` of the events that wait in these rows, in the order of each row, and then takes them out: a crash in between
 * publishes them again. Answers how many it published, and the rows in which none is left.
 */
export async function relayRows(
  { log, parts }: RelayRowsDeps,
  waiting: readonly WaitingRow[],
  limit: number,
): Promise<{ readonly count: number; readonly drained: readonly WaitingRow[] }> {
  const next = inOrder(waiting).slice(0, limit)
  if (next.length > 0) {
    failpoint('outbox.before-publish')
    await publishAll({ log, parts }, next)
    failpoint('outbox.after-publish-before-mark')
  }
  const published = new Set(next.map(({ entry }) => entry.entryId))
  const drained = await forgetAll(waiting, published)
  const names = next.flatMap(({ entry }) => partOf(entry) ?? [])
  await parts.remove(names)
  return { count: next.length, drained }
}

type Next = { readonly entry: Entry; readonly since: string }

/** Of one row in its own order, of all rows as near to the order of writing as their writers' clocks allow. */
function inOrder(waiting: readonly WaitingRow[]): readonly Next[] {
  const all = waiting.flatMap(({ row }) => {
    let since = ''
    return entriesOf(row).map((entry): Next => {
      if (entry.at > since) since = entry.at
      return { entry, since }
    })
  })
  return all.sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
}

const encoder = new TextEncoder()

async function publishAll({ log, parts }: RelayRowsDeps, next: readonly Next[]): Promise<void> {
  const texts = await parts.read(next.flatMap(({ entry }) => partOf(entry) ?? []))
  const bytesOf = ({ value, entryId }: Entry): Uint8Array => {
    if (value instanceof Uint8Array) return value
    const text = typeof value === 'string' ? value : texts.get(value.part)
    if (text === undefined) throw new Error(`the value of the event ${entryId} is not kept`)
    return encoder.encode(text)
  }
  await Promise.all(
    next.map(({ entry }) => log.publish(entry.topic, entry.key, bytesOf(entry), entry.headers)),
  )
}

const partOf = ({ value }: Entry): string | undefined =>
  typeof value === 'string' || value instanceof Uint8Array ? undefined : value.part

async function forgetAll(
  waiting: readonly WaitingRow[],
  published: ReadonlySet<string>,
): Promise<readonly WaitingRow[]> {
  const byCollection = [...Map.groupBy(waiting, ({ rows }) => rows)]
  const drained = await Promise.all(
    byCollection.map(async ([rows, ofCollection]) => {
      const changed = ofCollection.flatMap((one) => {
        const forgetting = forgettingOf(one.row, published)
        return forgetting === undefined ? [] : [{ one, forgetting }]
      })
      const done = await rows.writeAll(changed.map(({ forgetting }) => forgetting.write))
      const isWhole = done === changed.length
      const results = await Promise.all(
        ofCollection.map(async (one) => {
          const forgetting = changed.find((change) => change.one === one)?.forgetting
          if (forgetting === undefined) return { one, isDrained: entriesOf(one.row).length === 0 }
          return { one, isDrained: isWhole ? forgetting.drains : await forgetOne(rows, one.row, published) }
        }),
      )
      return results.filter(({ isDrained }) => isDrained).map(({ one }) => one)
    }),
  )
  return drained.flat()
}

type Forgetting = { readonly write: Write; readonly drains: boolean }

/**
 * What takes the published events out of a row that is still as it was read: nothing was added, and no other relay has been there.
 * Undefined when it holds none of them.
 */
function forgettingOf(row: Fields, published: ReadonlySet<string>): Forgetting | undefined {
  const entries = entriesOf(row)
  const gone = entries.filter(({ entryId }) => published.has(entryId))
  const rest = entries.filter(({ entryId }) => !published.has(entryId))
  const [first] = entries
  if (first === undefined || gone.length === 0) return undefined
  const [next] = rest
  const filter = {
    _id: textOf(row, '_id'),
    version: integerOf(row, 'version'),
    'outbox.0.entryId': first.entryId,
  }
  const change =
    next === undefined
      ? { $unset: { outbox: 1, waitingSince: 1, waiting: 1, waitingWeight: 1 } }
      : {
          $pull: { outbox: { entryId: { $in: gone.map(({ entryId }) => entryId) } } },
          $set: { waitingSince: next.at, waiting: rest.length, waitingWeight: weightOf(rest) },
        }
  return { write: { kind: 'update', filter, change }, drains: next === undefined }
}

/** As often as someone else changes the row in between. Answers whether nothing is left. */
async function forgetOne(rows: Collection, row: Fields, published: ReadonlySet<string>): Promise<boolean> {
  let current = await rows.first({ _id: row._id }, { only: waitingFields })
  while (current !== undefined) {
    const forgetting = forgettingOf(current, published)
    if (forgetting === undefined) return entriesOf(current).length === 0
    if ((await rows.writeAll([forgetting.write])) === 1) return forgetting.drains
    current = await rows.first({ _id: row._id }, { only: waitingFields })
  }
  return true
}
