import { expect, test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

/** Works that end when the test says so. */
function createWorks() {
  const ends = new Map<number, ReturnType<typeof Promise.withResolvers<void>>>()
  return {
    begun: () => [...ends.keys()],
    end: (item: number) => ends.get(item),
    work: (item: number) => {
      const end = Promise.withResolvers<void>()
      ends.set(item, end)
      return end.promise
    },
  }
}
const turns = () => new Promise((resolve) => setImmediate(resolve))

test('so many are under way at a time, and the next begins when one has ended', async () => {
  const { begun, end, work } = createWorks()
  const all = sideBySide([1, 2, 3, 4], 2, work)
  expect(begun()).toEqual([1, 2])
  end(2)?.resolve()
  await turns()
  expect(begun()).toEqual([1, 2, 3])
  end(1)?.resolve()
  end(3)?.resolve()
  await turns()
  end(4)?.resolve()
  await all
})

test('after a fault nothing more begins, and it is thrown only when what had begun has ended', async () => {
  const { begun, end, work } = createWorks()
  let isOver = false
  const all = sideBySide([1, 2, 3], 2, work).finally(() => {
    isOver = true
  })
  end(1)?.reject(new Error('no'))
  await turns()
  expect([begun(), isOver]).toEqual([[1, 2], false])
  end(2)?.resolve()
  await expect(all).rejects.toThrow('no')
  expect(begun()).toEqual([1, 2])
})

test('nothing to do is done at once', async () => {
  await sideBySide([], 2, () => Promise.reject(new Error('never')))
})
