import { describe, expect, test } from 'vitest'
import { at, judge, line, organisationId, recallId, unit } from '../casework/case.test-support.ts'
import { proposalWith } from '../verdict-override/override.test-support.ts'
import type { RecallEntry } from './recall-entry.ts'
import { answer, entriesOf, eventOf, openTold, published } from './report.test-support.ts'
import { timeline, timelineRowSchema } from './timeline.ts'

const id = (letter: string) => letter.repeat(26)
const rowsOf = (entries: readonly RecallEntry[], facilityId?: string) =>
  timeline(entries, { facilityId }).map((row) => timelineRowSchema.parse(row))

const lived = () => {
  const site = openTold('a', [unit('1001'), unit('1002')])
  site.story.mail(at(1, '22:00'))
  answer(site, 'a', { channel: 'phone', holdsNone: true }, at(4))
  return site
}

describe('a timeline', () => {
  test('tells in plain sentences what happened, in the order in which it happened', () => {
    expect(rowsOf(entriesOf([lived()])).map((row) => row.what)).toEqual([
      'Northwind Devices published revision 1 of FA-1 (not classified).',
      'A case was opened: units here matched the notice.',
      'A reply is owed to Northwind Devices (FA-1).',
      '2 units were judged: 2 affected, 0 possible, 0 outside under revision 1.',
      'A letter was planned (units were matched).',
      'A planned step was taken.',
      'A first letter was decided on.',
      'The case recorded that the mail service accepted its letter.',
      'The reply is due (unclassified, as class I: reply 2 business days after 2025-06-02, 17:00 America/Chicago); reminders and escalation were planned.',
      'A planned step was taken.',
      'A reminder was decided on.',
      'The case recorded that the mail service accepted its letter.',
      'A reply came by phone, after it was due: that none is held.',
      'A reply that was owed is given.',
      'The case is done: nothing is owed.',
      ...Array(3).fill('A planned step was cancelled: the reply is in.'),
      'A receipt was decided on.',
    ])
  })

  test('does not depend on the order in which entries come', () => {
    const entries = entriesOf([lived()])
    expect(rowsOf([...entries].reverse())).toEqual(rowsOf(entries))
  })

  test('places an act entered late at its own time, and shows both times', () => {
    const site = openTold('a', [unit('1001')])
    const units = [line('1001', 'isolated')]
    site.story.act(judge([unit('1002')], at(2)), at(2))
    answer(site, 'a', { units }, at(1))
    const entries = entriesOf([site]).map(({ seq, event }) => ({ seq, event: { ...event } }))
    const late = entries.map(({ seq, event }) => ({
      seq,
      event: event.occurredat === at(1) ? { ...event, time: at(3) } : event,
    }))
    const reply = rowsOf(late).find((row) => row.what.startsWith('A reply came'))
    expect(reply).toMatchObject({ at: at(1), recordedAt: at(3), late: true })
    expect(rowsOf(late).map((row) => row.at)).toEqual(
      rowsOf(late)
        .map((row) => row.at)
        .sort(),
    )
  })

  test('tells automatic acts from those of people', () => {
    const actors = rowsOf(entriesOf([lived()])).map(({ what, actor }) => [
      what.split(' ').slice(0, 3).join(' '),
      actor,
    ])
    expect(actors).toContainEqual([
      'A reply came',
      { role: 'facility-staff', organisationId, automatic: false },
    ])
    expect(actors).toContainEqual([
      'A reminder was',
      { role: 'service', organisationId: id('i'), automatic: true },
    ])
  })

  test('of a facility shows its own events and what everyone is told, and nothing of another or of drafts', () => {
    const [mine, other] = [lived(), openTold('b', [unit('2001')])]
    const closed = { recallId, firmOrganisationId: id('f'), firmName: 'Northwind', reference: 'FA-1' }
    const others = [
      eventOf('recallwire.notice-drafted.v1', at(0, '13:00'), {
        ...closed,
        kind: 'initial',
        contentHash: 'h',
      }),
      published(),
      eventOf('recallwire.matching-completed.v1', at(0), {
        recallId,
        revision: 1,
        facilities: 2,
        affected: 3,
        possible: 0,
        outside: 0,
      }),
      eventOf('recallwire.recall-closed.v1', at(9), {
        ...closed,
        outcome: 'terminated',
        reason: 'All are corrected.',
      }),
    ]
    const rows = rowsOf(entriesOf([mine, other], others), id('a'))
    expect(new Set(rows.map((row) => row.facilityId))).toEqual(new Set([id('a'), undefined]))
    expect(rows.filter((row) => row.facilityId === undefined).map((row) => row.what)).toEqual([
      'Northwind Devices published revision 1 of FA-1 (not classified).',
      'The recall was terminated: All are corrected.',
    ])
    expect(rowsOf(entriesOf([mine, other], others)).length).toBeGreaterThan(rows.length)
  })
})

describe('the timeline of a facility', () => {
  const { facilityId } = openTold('a', [unit('1001')]).story.current() ?? { facilityId: '' }
  const onUnit = { recallId, facilityId, organisationId, custodyId: id('u'), matchId: id('m') }
  const proposal = proposalWith()
  const decided = (outcome: 'confirmed' | 'declined') =>
    eventOf('recallwire.verdict-override-decided.v1', at(2), { ...onUnit, outcome, proposal })
  const entries = [
    eventOf('recallwire.verdict-override-proposed.v1', at(1), { ...onUnit, proposal }),
    decided('declined'),
    decided('confirmed'),
  ].map((event, seq) => ({ seq, event }))

  test('tells what people of the firm decided of a unit, and not what they only weighed', () => {
    expect(rowsOf(entries)).toHaveLength(3)
    expect(rowsOf(entries, facilityId).map(({ seq }) => seq)).toEqual([2])
  })
})
