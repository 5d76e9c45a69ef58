import { describe, expect, test } from 'vitest'
import { at, facility, judge, line, recallId, timeZone, unit } from '../casework/case.test-support.ts'
import type { RecallEntry } from './recall-entry.ts'
import { answer, end, entriesOf, eventOf, openSite, openTold } from './report.test-support.ts'
import { statusReport } from './status-report.ts'
import { statusReportSchema } from './status-report-schema.ts'

const report = (entries: readonly RecallEntry[], asOf = end) =>
  statusReportSchema.parse(statusReport({ recallId, asOf, entries }))
const id = (letter: string) => letter.repeat(26)
const two = [unit('1001'), unit('1002', 'possible')]

describe('figure 1, consignees notified', () => {
  test('counts a facility once the mail service accepted its letter, with dates and method', () => {
    const waiting = openSite('b')
    waiting.story.act(judge([unit('1001')]), at(0))
    const told = openTold('a', two)
    told.story.mail(at(1, '22:00'))
    const { notified } = report(entriesOf([told, waiting]))
    expect(notified).toMatchObject({ count: 1, of: 2, notYet: [id('b')] })
    expect(notified.byMethod).toMatchObject([
      { method: 'mail', facilities: 1, acts: 2, firstAt: at(0), lastAt: at(1, '22:00') },
    ])
    expect(notified.entries).toHaveLength(2)
  })

  test('takes the word of the letter itself before the case has heard of it, and counts both as one', () => {
    const site = openSite('a')
    site.story.act(judge([unit('1001')]), at(0))
    site.story.act({ kind: 'TakeDueSteps', facility }, at(0))
    const { letterId } = site.story.current().letters[0] ?? { letterId: '' }
    const sent = eventOf('recallwire.letter-changed.v1', at(0, '15:05'), {
      ...site.ids,
      organisationId: id('o'),
      letterId,
      event: {
        kind: 'LetterSent',
        attempt: 1,
        acceptedAt: at(0, '15:05'),
        providerId: 'p',
        mimeHash: 'h',
        possibleRepeat: false,
      },
    })
    expect(report(entriesOf([site], [sent])).notified.byMethod).toMatchObject([
      { acts: 1, firstAt: at(0, '15:05') },
    ])
    site.story.act({ kind: 'RecordLetterAccepted', letterId, acceptedAt: at(0, '15:05'), timeZone }, at(1))
    expect(report(entriesOf([site], [sent])).notified.byMethod).toMatchObject([
      { acts: 1, firstAt: at(0, '15:05') },
    ])
  })

  test('keeps a recorded call apart from the mail', () => {
    const site = openTold('a', two)
    site.story.mail(at(3, '22:00'))
    const taskId = site.story.current().tasks[0]?.taskId ?? ''
    site.story.act({ kind: 'FinishPhoneTask', taskId, outcome: 'reached' }, at(4))
    const { byMethod } = report(entriesOf([site])).notified
    expect(byMethod.map(({ method, acts }) => [method, acts])).toEqual([
      ['mail', 2],
      ['phone', 1],
    ])
  })
})

describe('figure 2, consignees responding', () => {
  test('fixes what was on hand by the first reply', () => {
    const site = openTold('a', [unit('1001'), unit('1002', 'possible'), unit('L1', 'affected', 10)])
    const units = [line('1001', 'isolated'), line('1002', 'found'), line('L1', 'used', { quantity: 4 })]
    answer(site, 'a', { units }, at(1))
    const first = report(entriesOf([site])).responding
    expect(first).toMatchObject({ count: 1, onHand: { affected: 1, possible: 1 }, notStated: 6 })
    answer(site, 'b', { holdsNone: true }, at(2))
    expect(report(entriesOf([site])).responding).toEqual(first)
  })

  test('counts no facility twice for two replies', () => {
    const site = openTold('a', two)
    for (const name of ['a', 'b']) answer(site, name, {}, at(1))
    expect(report(entriesOf([site])).responding.count).toBe(1)
  })
})

describe('figure 3, consignees not responding', () => {
  test('names them and what is owed, overdue from the due time on', () => {
    const [silent, partly] = [openTold('a', two), openTold('b', two)]
    answer(partly, 'a', {}, at(1))
    const now = report(entriesOf([silent, partly]), at(2, '22:00')).notResponding
    expect(now).toMatchObject({ count: 1, facilityIds: [id('a')] })
    expect(now.dutiesOpen.map((duty) => [duty.facilityId, duty.overdue])).toEqual([
      [id('a'), false],
      [id('b'), false],
    ])
    expect(report(entriesOf([silent]), at(2, '22:01')).notResponding.dutiesOpen[0]).toMatchObject({
      overdue: true,
      dueAt: at(2, '22:00'),
    })
  })

  test('leaves out whoever was stood down, and says so', () => {
    const site = openTold('a', [unit('1001')])
    site.story.act(judge([unit('1001', 'outside')], at(1)), at(1))
    const { notResponding, stoodDown, units } = report(entriesOf([site]))
    expect([notResponding.count, stoodDown.count, units.quantity]).toEqual([0, 1, 0])
    expect(notResponding.dutiesOpen).toEqual([])
  })
})

describe('figure 4, products accounted for', () => {
  test('places every unit by its newest answer, for each facility and product', () => {
    const site = openTold('a', [
      unit('1001'),
      unit('1002'),
      unit('1003'),
      unit('1004', 'possible'),
      unit('L1', 'affected', 10),
    ])
    answer(
      site,
      'a',
      {
        units: [
          line('1001', 'found', { softwareVersion: '6.02' }),
          line('1002', 'isolated', { softwareVersion: '8.01' }),
          line('L1', 'returned', { quantity: 6 }),
          line('L1', 'destroyed', { quantity: 1 }),
        ],
      },
      at(1),
    )
    const { rows, quantity, accountedFor, open } = report(entriesOf([site])).units
    expect(rows).toMatchObject([
      {
        productId: 'P1',
        verdict: 'affected',
        quantity: 13,
        clearedByInspection: 1,
        isolated: 1,
        returned: 6,
        destroyed: 1,
        unanswered: 4,
      },
      { productId: 'P1', verdict: 'possible', quantity: 1, unanswered: 1 },
    ])
    expect([quantity, accountedFor, open]).toEqual([14, 9, 5])
  })

  test('counts no more of a lot than is left of it after its answer', () => {
    const site = openTold('a', [unit('L1', 'affected', 10)])
    answer(site, 'a', { units: [line('L1', 'returned', { quantity: 10 })] }, at(1))
    site.story.act(judge([unit('L1', 'affected', 8)], at(2)), at(2))
    expect(report(entriesOf([site])).units.rows).toMatchObject([{ quantity: 8, returned: 8, unanswered: 0 }])
  })
})
