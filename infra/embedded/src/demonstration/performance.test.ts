import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decideDemonstration, readPerformance, writePerformance } from './performance.ts'

const people = [
  {
    name: 'Dana Whitlock',
    organisation: 'The firm',
    actor: { organisationId: 'a'.repeat(26), role: 'manufacturer-editor' as const, by: 'dana' },
  },
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recallwire-performance-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('what is kept of the demonstration', () => {
  test('is nothing before it was begun', () => {
    expect(readPerformance(folder)).toBeUndefined()
  })

  test('is read as it was written, by its owner alone, and leaves nothing beside it', () => {
    writePerformance(folder, { state: 'playing', people: [] })
    writePerformance(folder, { state: 'played', people })
    expect(readPerformance(folder)).toEqual({ state: 'played', people })
    expect(readdirSync(folder)).toEqual(['demonstration.json'])
    expect(statSync(join(folder, 'demonstration.json')).mode & 0o777).toBe(0o600)
  })

  test.each(['', '{"state":"playing"', '{"state":"over","people":[]}'])(
    'is refused in one sentence when damaged: %j',
    (text) => {
      writeFileSync(join(folder, 'demonstration.json'), text)
      expect(() => readPerformance(folder)).toThrow(
        /demonstration\.json is damaged: restore it from a backup, or delete it to go on without the demonstration\.$/,
      )
    },
  )
})

describe('whether a start is one of the demonstration', () => {
  const decide = (empty: boolean, hasData: boolean) => decideDemonstration(folder, { empty, hasData })

  test('a folder without data is filled, and a start that ended before it had any goes on with that', () => {
    expect(decide(false, false)).toBe(true)
    expect(readPerformance(folder)).toEqual({ state: 'playing', people: [] })
    expect(decide(false, true)).toBe(true)
  })

  test('data that were begun without it never get it', () => {
    expect(decide(true, false)).toBe(false)
    expect(decide(false, true)).toBe(false)
    expect(existsSync(join(folder, 'demonstration.json'))).toBe(false)
  })

  test('an unfinished one is forgotten once none is asked for', () => {
    decide(false, false)
    expect(decide(true, true)).toBe(false)
    expect(decide(false, true)).toBe(false)
  })

  test('one that was played stays', () => {
    writePerformance(folder, { state: 'played', people })
    expect(decide(true, true)).toBe(false)
    expect(decide(false, true)).toBe(true)
    expect(readPerformance(folder)?.people).toEqual(people)
  })

  test('a folder that cannot be made is named', () => {
    writeFileSync(join(folder, 'file'), '')
    const below = join(folder, 'file', 'data')
    expect(() => decideDemonstration(below, { empty: false, hasData: false })).toThrow(
      `The data folder ${below} cannot be created: choose a folder that this user may write.`,
    )
  })
})
