import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Page } from '@recallwire/ports/aggregate-store.ts'

/** A listing that is ordered by facility, read page by page and handed out facility by facility. */
export interface FacilityCursor<Item> {
  /** The facility that comes next; undefined at the end. */
  next(): Promise<string | undefined>
  /** Everything of that facility; nothing when another one comes next. */
  take(facilityId: string): Promise<readonly Item[]>
}

export function createFacilityCursor<Item>(
  read: (after: string | undefined) => Promise<Page<Item>>,
  facilityOf: (item: Item) => string,
): FacilityCursor<Item> {
  let items: readonly Item[] = []
  let at = 0
  let after: string | undefined
  let isEnd = false
  const peek = async (): Promise<Item | undefined> => {
    while (at >= items.length && !isEnd) {
      const page = await read(after)
      ;[items, at, after, isEnd] = [page.items, 0, page.next, page.next === undefined]
      // A store may answer at once: others get their turn between two pages.
      await nextTurn()
    }
    return items[at]
  }
  return {
    next: async () => {
      const item = await peek()
      return item && facilityOf(item)
    },
    take: async (facilityId) => {
      const taken: Item[] = []
      for (let item = await peek(); item !== undefined; item = await peek()) {
        if (facilityOf(item) !== facilityId) break
        taken.push(item)
        at += 1
      }
      return taken
    },
  }
}
