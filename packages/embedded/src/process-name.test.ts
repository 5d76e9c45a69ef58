import { hostname } from 'node:os'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createProcessName, isGone } from './process-name.ts'
import { startProcess } from './testing/start-process.ts'

describe('the name of a process', () => {
  test('is another one for each opening, and is alive with this process', () => {
    const [one, other] = [createProcessName(), createProcessName()]
    expect(one).not.toBe(other)
    expect([one, other].map(isGone)).toEqual([false, false])
  })

  test('is alive until its process is killed', async () => {
    const other = startProcess(
      onTestFinished,
      (file) => `
        import { createProcessName } from '${file('process-name.ts')}'
        console.log(createProcessName())
        setInterval(() => undefined, 1000)`,
    )
    const name = await other.line()
    expect(isGone(name)).toBe(false)
    await other.kill()
    expect(isGone(name)).toBe(true)
  })

  test('of an earlier process with the same number is gone', () => {
    expect(isGone(`${hostname()}/${process.pid}/1000000000000/x`)).toBe(true)
  })

  test.each(['another-host/1/1/x', 'a', `${hostname()}/0/1/x`, `${hostname()}/-1/1/x`, ''])(
    'counts as alive where nothing is certain: %s',
    (name) => {
      expect(isGone(name)).toBe(false)
    },
  )
})
