import { expect } from 'vitest'
import type { Page } from '../aggregate-store.ts'

/** Every item of a listing that is read two at a time. */
export async function allPages<Item>(
  read: (after: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const found: Item[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    expect(page.items.length).toBeLessThanOrEqual(2)
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
}
