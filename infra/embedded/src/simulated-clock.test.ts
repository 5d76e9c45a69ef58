import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSimulatedClock, wasMoved } from './simulated-clock.ts'

let dataFolder: string
let real: string
let steps: (() => void)[]
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'recallwire-clock-'))
  real = '2026-03-02T10:00:00.000Z'
  steps = []
})
afterEach(() => rmSync(dataFolder, { recursive: true }))

const open = () =>
  openSimulatedClock({
    dataFolder,
    realNow: () => real,
    everyStep: (tick) => {
      steps.push(tick)
      return () => {
        steps = steps.filter((step) => step !== tick)
      }
    },
  })
const pass = (times: number) => {
  for (let time = 0; time < times; time += 1) for (const step of steps) step()
}

test('runs as real time does until it is moved, and then an hour at each step', () => {
  const clock = open()
  expect(clock.now()).toBe(real)
  clock.advance(3)
  expect(clock.movingTo()).toBe('2026-03-02T13:00:00.000Z')
  pass(1)
  expect(clock.now()).toBe('2026-03-02T11:00:00.000Z')
  pass(5)
  expect(clock.now()).toBe('2026-03-02T13:00:00.000Z')
  expect(clock.movingTo()).toBeUndefined()
  expect(steps).toEqual([])
  real = '2026-03-02T10:00:30.000Z'
  expect(clock.now()).toBe('2026-03-02T13:00:30.000Z')
})

test('a second move follows the first', () => {
  const clock = open()
  clock.advance(1)
  clock.advance(2)
  expect(steps).toHaveLength(1)
  pass(9)
  expect(clock.now()).toBe('2026-03-02T13:00:00.000Z')
  clock.advance(1)
  pass(9)
  expect(clock.now()).toBe('2026-03-02T14:00:00.000Z')
})

test('never runs back, whenever it was stopped', () => {
  const clock = open()
  clock.advance(24)
  pass(7)
  clock.stop()
  expect(open().now()).toBe(clock.now())
  expect(wasMoved(dataFolder)).toBe(true)
})

test('a folder whose time was not moved is one of real time', () => {
  open().stop()
  expect(wasMoved(dataFolder)).toBe(false)
})

test.each(['', '{}', '{"aheadHours":-1}', '{"aheadHours":1.5}'])('is not started from %j', (text) => {
  writeFileSync(join(dataFolder, 'clock.json'), text)
  expect(open).toThrow(expect.objectContaining({ code: 'storage-damaged' }))
})
