import type { CaseSummary, Evidence } from '@recallwire/domain/views/case-view.ts'
import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { describe, expect, test } from 'vitest'
import { recallStatus } from './recall-status.ts'
import { renderCases } from './render-cases.ts'
import { renderStatus } from './render-status.ts'

const now = '2025-06-25T00:00:00.000Z'

const recall: RecallSummary = {
  recallId: 'a'.repeat(26),
  firmOrganisationId: 'b'.repeat(26),
  firmName: 'Example Devices',
  reference: 'FA-1',
  aliases: [],
  status: 'published',
  revision: 2,
  title: 'Pumps may stop',
  heading: 'URGENT: MEDICAL DEVICE RECALL',
  recallClass: null,
  action: 'correction',
  sourceStatus: 'notice',
  initiatedOn: '2025-06-20',
  publishedAt: '2025-06-20T14:00:00.000Z',
}

const nothing: Evidence = {
  letterPlanned: false,
  letterAccepted: false,
  received: false,
  assessed: false,
  acted: false,
  discharged: false,
}

function caseOf(
  facilityName: string,
  evidence: Partial<Evidence>,
  more: Partial<CaseSummary> = {},
): CaseSummary {
  return {
    caseId: facilityName.toLowerCase().padEnd(26, 'x'),
    recallId: recall.recallId,
    recallTitle: recall.title,
    recallHeading: recall.heading,
    recallClass: null,
    firmName: recall.firmName,
    facilityId: facilityName.toLowerCase().padEnd(26, 'y'),
    facilityName,
    timeZone: 'America/Chicago',
    status: 'open',
    addressed: false,
    stoodDown: false,
    openedAt: '2025-06-20T14:00:00.000Z',
    affected: 2,
    possible: 1,
    unanswered: 3,
    openDuties: 1,
    openTasks: 0,
    surfaced: 0,
    evidence: { ...nothing, ...evidence },
    ...more,
  }
}

const dueOn = (at: string) => ({
  due: { at, rule: 'class I: 2 business days', calendar: 'us-federal', from: at },
})

const cases = [
  caseOf(
    'Late',
    { letterPlanned: true, letterAccepted: true },
    { ...dueOn('2025-06-24T21:00:00.000Z'), openTasks: 1 },
  ),
  caseOf('Unwritten', { letterPlanned: true }),
  caseOf('Waiting', { letterPlanned: true, letterAccepted: true }, dueOn('2025-06-26T21:00:00.000Z')),
  caseOf(
    'Replied',
    { letterPlanned: true, letterAccepted: true, received: true },
    dueOn('2025-06-24T20:00:00.000Z'),
  ),
  caseOf(
    'Finished',
    {
      letterPlanned: true,
      letterAccepted: true,
      received: true,
      assessed: true,
      acted: true,
      discharged: true,
    },
    { ...dueOn('2025-06-24T20:00:00.000Z'), status: 'done' },
  ),
  caseOf('Released', { letterPlanned: true }, { stoodDown: true }),
]

describe('the status of a recall', () => {
  test('counts every step apart and lists the silent by their deadline', () => {
    expect(renderStatus(recallStatus(recall, cases, now)).split('\n')).toEqual([
      'FA-1: Pumps may stop',
      'Example Devices, not yet classified, published since 2025-06-20 14:00 UTC, revision 2',
      '',
      '5 facilities concerned, 1 stood down',
      '  5 of 5  told: a letter is planned',
      '  4 of 5  letter accepted by the mail service',
      '  2 of 5  a reply received',
      '  1 of 5  every unit assessed',
      '  1 of 5  every unit acted on',
      '  1 of 5  every letter answered',
      '',
      'Silent (3):',
      'FACILITY   REPLY DUE                     LETTER            TO DO   RULE',
      'Late       2025-06-24 21:00 UTC OVERDUE  accepted          1 task  class I: 2 business days',
      'Waiting    2025-06-26 21:00 UTC          accepted                  class I: 2 business days',
      'Unwritten  when a letter is accepted     not accepted yet',
    ])
  })

  test('names what surfaced after it was reported gone, and counts nothing of those stood down', () => {
    const seen = [
      caseOf('Finder', {}, { surfaced: 2 }),
      caseOf('Released', {}, { stoodDown: true, surfaced: 1 }),
    ]
    const status = recallStatus(recall, seen, now)
    expect(status.surfaced).toBe(2)
    expect(renderStatus(status)).toContain(
      '\n2 units seen after being reported gone: look into it at once.\n',
    )
    expect(renderStatus(recallStatus(recall, cases, now))).not.toContain('reported gone')
  })

  test('says that nobody is silent', () => {
    const text = renderStatus(recallStatus({ ...recall, recallClass: 'II' }, [], now))
    expect(text).toContain('Example Devices, class II, published')
    expect(text).toContain('\n0 facilities concerned\n')
    expect(text).toMatch(/\n\nNobody is silent\.$/)
  })
})

describe('the list of cases', () => {
  test('puts open deadlines first and holds none against a case that is done', () => {
    const lines = renderCases(cases, now).split('\n')
    const states = lines.map((line) => line.split(/ {2,}/).filter((_, column) => [0, 3, 4].includes(column)))
    expect(states).toEqual([
      ['FACILITY', 'STATE', 'REPLY DUE'],
      ['Replied', 'replied, open', '2025-06-24 20:00 UTC OVERDUE'],
      ['Late', 'silent', '2025-06-24 21:00 UTC OVERDUE'],
      ['Waiting', 'silent', '2025-06-26 21:00 UTC'],
      ['Unwritten', 'silent', 'when a letter is accepted'],
      ['Finished', 'done', '2025-06-24 20:00 UTC'],
      ['Released', 'stood down', 'when a letter is accepted'],
    ])
    expect(renderCases([], now)).toBe('There are no cases.')
  })
})
