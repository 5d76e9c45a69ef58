import { expect, test } from 'vitest'
import { createBell, createRest } from './bell.ts'

const never = new AbortController().signal

/** A wait that ends when the test says so, or by its signal. */
function createWait() {
  const asked: { readonly ms: number; readonly end: () => void }[] = []
  return {
    asked,
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        asked.push({ ms, end: resolve })
        signal.addEventListener('abort', () => reject(signal.reason))
        if (signal.aborted) reject(signal.reason)
      }),
  }
}

test('a ring ends the rest, and one before it leaves nothing to wait for', async () => {
  const [bell, { asked, wait }] = [createBell(), createWait()]
  const rest = createRest(bell.listen, wait)
  rest.begin()
  const resting = rest.take(1_000, never)
  bell.ring()
  await resting
  expect(asked).toHaveLength(1)
  await rest.take(1_000, never)
  expect(asked).toHaveLength(1)
  rest.begin()
  const again = rest.take(1_000, never)
  expect(asked).toHaveLength(2)
  asked[1]?.end()
  await again
})

test('a rest that is stopped says so, whether anyone rang or not', async () => {
  const [bell, { wait }] = [createBell(), createWait()]
  const rest = createRest(bell.listen, wait)
  const stop = new AbortController()
  const resting = rest.take(1_000, stop.signal)
  stop.abort()
  await expect(resting).rejects.toThrow('aborted')
})

test('whoever has ended hears nothing more', () => {
  const bell = createBell()
  let heard = 0
  const end = bell.listen(() => {
    heard += 1
  })
  bell.ring()
  end()
  bell.ring()
  expect(heard).toBe(1)
})
