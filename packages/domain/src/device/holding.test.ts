import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMs } from '../time.ts'
import { answer, factsOf, type Holding, type HoldingChange, isLive, observe } from './holding.ts'
import type { Observation } from './observation.ts'

const [unitKey, holdingId, facilityId, organisationId, importId] = ['u', 'h', 'f', 'o', 'i'].map((letter) =>
  letter.repeat(26),
) as [string, string, string, string, string]
const place = { unitKey, holdingId }
const day = (count: number) => addMs('2025-06-01T00:00:00.000Z', count * 86_400_000)

const seen = (on: number, more: Partial<Observation> = {}): Observation => ({
  facilityId,
  organisationId,
  importId,
  di: '09506000134352',
  serial: '1001',
  presence: 'present',
  observedAt: day(on),
  sourceVersion: 0,
  ...more,
})
const gone = (on: number, more: Partial<Observation> = {}) => seen(on, { presence: 'removed', ...more })
const nextOf = (change: HoldingChange, before?: Holding) =>
  change.kind === 'unchanged' ? before : change.next

/** Applies observations in the order in which they arrive. */
const replay = (observations: readonly Observation[]): Holding | undefined =>
  observations.reduce<Holding | undefined>((holding, observation) => {
    const { observedAt, sourceVersion } = observation
    return nextOf(observe(holding, place, observation, `${observedAt}-${sourceVersion}`), holding)
  }, undefined)

describe('a holding', () => {
  test('opens a custody with the first observation', () => {
    const change = observe(undefined, place, seen(1, { location: 'Ward 4' }), 'event-1')
    expect(change.kind).toBe('opened')
    const holding = nextOf(change)
    expect(holding).toMatchObject({
      facilityId,
      custody: { openedAt: day(1) },
      facts: { location: 'Ward 4' },
    })
    expect(holding && isLive(holding)).toBe(true)
  })

  test('takes the facts of a newer observation and keeps its custody', () => {
    const before = replay([seen(1, { softwareVersion: '6.01' })])
    const after = nextOf(observe(before, place, seen(2, { softwareVersion: '6.02' }), 'event-2'))
    expect(after?.facts.softwareVersion).toBe('6.02')
    expect(after?.custody).toEqual(before?.custody)
  })

  test.each<[string, Observation]>([
    ['older', seen(1, { softwareVersion: '5' })],
    ['the same once more', seen(2)],
    ['of the same time and a lower source version', seen(2, { sourceVersion: -1 })],
    ['an older removal', gone(1)],
  ])('is not changed by an observation that is %s', (_name, late) => {
    expect(observe(replay([seen(2)]), place, late, 'event-9')).toEqual({
      kind: 'unchanged',
      because: 'older-observation',
    })
  })

  test('lets the source version decide between observations of one time', () => {
    expect(replay([seen(1), seen(1, { sourceVersion: 1, location: 'Ward 9' })])?.facts.location).toBe(
      'Ward 9',
    )
  })

  test('is closed by its own removal and keeps its facts', () => {
    const holding = replay([seen(1), gone(3)])
    expect(holding?.custody.closedAt).toBe(day(3))
    expect(holding?.facts.serial).toBe('1001')
  })

  test('returns as a second custody', () => {
    const [first, second] = [replay([seen(1)]), replay([seen(1), gone(3), seen(5)])]
    expect(second?.custody.openedAt).toBe(day(5))
    expect(second?.custody.closedAt).toBeUndefined()
    expect(second?.custody.custodyId).not.toBe(first?.custody.custodyId)
  })

  test('keeps what a person answered through newer rows, removal and return', () => {
    const first = replay([seen(1)])
    const told = first && answer(first, { softwareVersion: '6.02' })
    const after = [seen(2), gone(3), seen(4)].reduce(
      (holding, observation, index) =>
        nextOf(observe(holding, place, observation, `event-${index}`), holding),
      told,
    )
    expect(after && factsOf(after)).toMatchObject({ serial: '1001', softwareVersion: '6.02' })
  })

  test('that was removed before its report arrived does not come back with it', () => {
    const holding = replay([gone(3), seen(1)])
    expect(holding && isLive(holding)).toBe(false)
  })

  test('ends the same in whatever order its observations arrive', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 })
    const history = times.chain((days) =>
      fc
        .tuple(
          ...days.map((on) =>
            fc.boolean().map((there) => (there ? seen(on, { location: `${on}` }) : gone(on))),
          ),
        )
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
    )
    fc.assert(
      fc.property(history, ([rows, arrival]) => {
        const newest = [...rows].sort((a, b) => (a.observedAt < b.observedAt ? -1 : 1)).at(-1)
        const holding = replay(arrival)
        expect(holding && isLive(holding)).toBe(newest?.presence === 'present')
        expect(holding?.lastObserved.observedAt).toBe(newest?.observedAt)
        if (newest?.presence === 'present') expect(holding?.facts.location).toBe(newest.location)
      }),
    )
  })
})
