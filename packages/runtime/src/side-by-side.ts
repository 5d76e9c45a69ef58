/**
 * Does the same with each of many things, so many at a time: writes of one moment share their wait for the disk, and reads across a
 * network theirs. After a fault nothing more is begun, and it is thrown once all that was begun has ended, so that whoever tries again
 * is alone.
 */
export async function sideBySide<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const faults: unknown[] = []
  const workInTurn = async (): Promise<void> => {
    for (const item of left) {
      try {
        await work(item)
      } catch (error) {
        faults.push(error)
      }
      if (faults.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, workInTurn))
  if (faults.length > 0) throw faults[0]
}
