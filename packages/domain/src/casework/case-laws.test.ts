import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseIds } from './case.test-support.ts'
import { type Case, openDuties } from './case.ts'
import { live, type Move, moveLength } from './case-moves.test-support.ts'
import { evolveCase } from './evolve-case.ts'

/** A case that is opened, and up to forty moves of every kind after it. */
const moves = fc.array(
  fc.array(fc.nat(5_039), { minLength: moveLength, maxLength: moveLength, size: 'max' }),
  { minLength: 1, maxLength: 40, size: 'max' },
)
const holds = (law: (all: readonly Move[]) => void) => fc.assert(fc.property(moves, law), { numRuns: 80 })
const isLadder = (step: Case['steps'][number]) => step.kind !== 'tell'

describe('whatever happens to a case', () => {
  test('nothing throws, every document keeps to its schema, and a command delivered twice acts once', () => {
    holds((all) => void live(all))
  })

  test('no letter, step or task is planned twice', () => {
    holds((all) => {
      const story = live(all)
      if (!story.exists()) return
      const { letters, steps, tasks } = story.current()
      for (const ids of [
        letters.map((one) => one.letterId),
        steps.map((one) => one.stepId),
        tasks.map((one) => one.taskId),
      ])
        expect(new Set(ids).size).toBe(ids.length)
      expect(letters.filter((letter) => letter.kind === 'initial').length).toBeLessThanOrEqual(1)
    })
  })

  test('a case that is done or closed plans no reminder', () => {
    holds((all) => {
      live(all, (_before, after) => {
        if (after.status !== 'open')
          expect(after.steps.filter((step) => isLadder(step) && step.state === 'planned')).toEqual([])
      })
    })
  })

  test('at most one ladder runs', () => {
    holds((all) => {
      live(all, (_before, after) => {
        const running = after.steps.filter((step) => isLadder(step) && step.state === 'planned')
        expect(new Set(running.map((step) => step.stepId.split(/[.-]/)[0])).size).toBeLessThanOrEqual(1)
        expect(running.filter((step) => step.kind === 'escalation').length).toBeLessThanOrEqual(1)
      })
    })
  })

  test('replies only grow, and no word of them changes', () => {
    holds((all) => {
      live(all, (before, after) => {
        expect(after.replies.slice(0, before?.replies.length ?? 0)).toEqual(before?.replies ?? [])
      })
    })
  })

  test('a case with active units that is done owes nothing', () => {
    holds((all) => {
      live(all, (_before, after) => {
        const active = after.units.some((one) => one.verdict.value !== 'outside')
        if (after.status === 'done' && active) expect(openDuties(after)).toEqual([])
      })
    })
  })

  test('what is closed stays closed', () => {
    holds((all) => {
      live(all, (before, after) => {
        if (before?.status === 'closed')
          expect([after.status, after.replies]).toEqual(['closed', before.replies])
      })
    })
  })

  test('its events from the first one give the document', () => {
    holds((all) => {
      const story = live(all)
      if (!story.exists()) return
      const replayed = story.history.reduce<Case | undefined>(
        (on, { event, at }) => evolveCase(on, event, caseIds, at),
        undefined,
      )
      expect(replayed).toEqual(story.current())
    })
  })
})
