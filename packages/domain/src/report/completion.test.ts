import { describe, expect, test } from 'vitest'
import { at, judge, line, recallId, unit } from '../casework/case.test-support.ts'
import type { RecallEntry } from './recall-entry.ts'
import { answer, end, entriesOf, openSite, openTold } from './report.test-support.ts'
import { statusReport } from './status-report.ts'
import { statusReportSchema } from './status-report-schema.ts'

const report = (entries: readonly RecallEntry[], asOf = end) =>
  statusReportSchema.parse(statusReport({ recallId, asOf, entries }))
const two = [unit('1001'), unit('1002', 'possible')]

describe('figure 6, the estimated time to completion', () => {
  const done = (letter: string, day: number) => {
    const site = openTold(letter, [unit('1001')])
    answer(site, 'a', { units: [line('1001', 'isolated')] }, at(day))
    return site
  }
  const five = () => ['a', 'b', 'c', 'd', 'e'].map((letter, index) => done(letter, index + 1))

  test('is taken from the facilities that are done, and says how', () => {
    const last = openTold('f', [unit('1001')], at(3))
    expect(report(entriesOf([...five(), last]), at(6)).completion).toMatchObject({
      kind: 'estimated',
      at: at(8),
      method: expect.stringContaining('nine in ten of 5 facilities were done within 5 days'),
    })
  })

  test('is known once all are done', () => {
    expect(report(entriesOf(five())).completion).toMatchObject({ kind: 'complete', at: at(5) })
  })

  test.each([
    ['nobody is concerned', () => [], 'no facility is concerned'],
    [
      'a letter is missing',
      () => {
        const site = openSite('a')
        site.story.act(judge([unit('1001')]), at(0))
        return [site]
      },
      '1 of 1 open facilities have no accepted letter',
    ],
    ['too few are done', () => [done('a', 1), openTold('b', two)], 'only 1 facilities are done'],
    ['the rest takes longer than all before', () => [...five(), openTold('f', two)], 'they need a call'],
  ])('cannot be given when %s', (_name, sites, reason) => {
    expect(report(entriesOf(sites())).completion).toMatchObject({
      kind: 'cannot-be-estimated',
      reason: expect.stringContaining(reason),
    })
  })
})
