import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { armFailpoint, disarmFailpoint, failpoint, failpoints } from './failpoint.ts'

afterEach(disarmFailpoint)

function arm(text: string): () => number {
  let kills = 0
  armFailpoint({ RECALLWIRE_TEST_FAULTS: 'yes', RECALLWIRE_FAILPOINT: text }, () => {
    kills += 1
  })
  return () => kills
}

describe('a failpoint', () => {
  test('does nothing unless it was armed', () => {
    expect(armFailpoint({ RECALLWIRE_FAILPOINT: 'notify.after-claim:before:1' }, fail)).toEqual([])
    expect(armFailpoint({ RECALLWIRE_TEST_FAULTS: 'no' }, fail)).toEqual([])
    failpoint('notify.after-claim')
  })

  test('kills the so-manieth time the place is reached, at once, and only there', () => {
    const kills = arm('notify.after-claim:before:2')
    failpoint('notify.before-claim')
    failpoint('notify.after-claim')
    expect(kills()).toBe(0)
    failpoint('notify.after-claim')
    expect(kills()).toBe(1)
  })

  test('kills so many turns of the event loop after the place', async () => {
    const kills = arm('ack.before-commit:after:1:2')
    failpoint('ack.before-commit')
    await nextTurn()
    expect(kills()).toBe(0)
    await nextTurn()
    expect(kills()).toBe(1)
  })

  test.each([
    'nowhere:before:1',
    'notify.after-claim',
    'notify.after-claim:while:1',
    'notify.after-claim:before:0',
    'notify.after-claim:before:1:1',
    'notify.after-claim:after:1',
    'notify.after-claim:after:1:2:3',
  ])('%s is refused', (text) => {
    expect(() => arm(text)).toThrow('RECALLWIRE_FAILPOINT is not usable')
  })
})

const fail = (): never => {
  throw new Error('a failpoint that nobody armed was reached')
}

test('every failpoint stands in the code', () => {
  const root = join(import.meta.dirname, '..', '..', '..')
  const sources = ['packages', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.includes('node_modules'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  )
  const missing = failpoints.filter((name) => !sources.some((text) => text.includes(`failpoint('${name}')`)))
  expect(missing).toEqual([])
})
