import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  custodyOf,
  judge,
  monday,
  openStory,
  organisationId,
  recall,
  unit,
} from '../casework/case.test-support.ts'
import { live, moveLength } from '../casework/case-moves.test-support.ts'
import { addMs } from '../time.ts'
import { countStandings, noCounts } from './count-standings.ts'
import { kindsOf, lettersIn, minutes, recordOf, stand } from './gaps.test-support.ts'
import { standFacility } from './stand-facility.ts'

describe('a facility that was addressed', () => {
  const addressed = () => {
    const story = openStory()
    story.act({ kind: 'AddressFacility', recall: recall(), organisationId, tellAt: monday })
    return story
  }

  test('is owed a letter although it holds nothing', () => {
    const story = addressed()
    expect(stand(recordOf(story.current()), minutes(4))).toMatchObject([
      { standing: { kind: 'on-its-way', stage: 'letter', since: monday } },
    ])
    story.mail()
    expect(kindsOf(stand(recordOf(story.current()), minutes(60)))).toEqual(['notified'])
  })

  test('counts by its units once it holds some', () => {
    const story = addressed()
    story.act(judge([unit('1001')]))
    expect(stand(recordOf(story.current()), minutes(1))).toMatchObject([{ custodyId: custodyOf('1001') }])
  })
})

const moves = fc.array(fc.array(fc.nat(10_000), { minLength: moveLength, maxLength: moveLength }), {
  minLength: 1,
  maxLength: 25,
})

test('whatever a case lives through, each custody is counted exactly where it stands', () => {
  fc.assert(
    fc.property(moves, fc.nat(20_000), (steps, later) => {
      const story = live(steps)
      fc.pre(story.exists())
      const on = story.current()
      const stood = stand(recordOf(on), minutes(later))
      const { custodies, addressed } = countStandings(noCounts, stood)
      for (const { owed, notified, told, waived, onItsWay, gaps } of [custodies, addressed])
        expect(notified + told + waived + onItsWay + gaps).toBe(owed)
      const matched = on.units.filter(({ verdict }) => verdict.value !== 'outside').length
      expect(custodies.owed).toBe(matched)
    }),
  )
})

test('whatever a case lives through, nothing is owed any more once its steps were taken and its letters accepted', () => {
  fc.assert(
    fc.property(moves, (steps) => {
      const story = live(steps)
      fc.pre(story.exists())
      const end = addMs(monday, 400 * 86_400_000)
      story.mail(end)
      story.mail(end)
      const on = story.current()
      const letters = lettersIn(on, 'sent').map((one) => ({ ...one, sentAt: end }))
      const revisions = [{ revision: on.revision, changed: [], publishedAt: monday }]
      const stood = standFacility(recordOf(on, { letters }), { revisions }, undefined, addMs(end, 86_400_000))
      expect(stood.filter(({ standing }) => standing.kind === 'gap')).toEqual([])
    }),
  )
})
