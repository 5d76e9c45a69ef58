import { statusReport } from '@recallwire/domain/report/status-report.ts'
import type { StatusReport } from '@recallwire/domain/report/status-report-schema.ts'
import { describe, expect, test } from 'vitest'
import { renderReport } from './render-report.ts'

const recallId = 'a'.repeat(26)
const general = 'b'.repeat(26)
const clinic = 'c'.repeat(26)
const asOf = '2025-07-01T12:00:00.000Z'
const names = new Map([[general, 'General Hospital']])
const empty = statusReport({ recallId, asOf, entries: [] })

const report: StatusReport = {
  ...empty,
  notice: {
    firmName: 'Example Devices',
    reference: 'FA-1',
    revision: 1,
    recallClass: 'I',
    publishedAt: '2025-06-20T14:00:00.000Z',
    entries: [4],
  },
  notified: {
    count: 1,
    of: 2,
    entries: [7, 8, 9, 12],
    byMethod: [
      {
        method: 'mail',
        facilities: 1,
        acts: 2,
        firstAt: '2025-06-20T14:05:00.000Z',
        lastAt: '2025-06-21T14:05:00.000Z',
        entries: [7],
      },
    ],
    notYet: [clinic],
  },
  notResponding: {
    count: 1,
    entries: [],
    facilityIds: [general],
    dutiesOpen: [
      {
        facilityId: general,
        dutyId: 'd'.repeat(26),
        kind: 'firm',
        owedSince: '2025-06-20T14:05:00.000Z',
        dueAt: '2025-06-24T21:00:00.000Z',
        overdue: true,
      },
    ],
  },
  completion: {
    kind: 'estimated',
    at: '2025-08-01T00:00:00.000Z',
    method: 'at the pace so far',
    entries: [],
  },
}

describe('the status report as text', () => {
  test('has six figures with their entries, and facilities by name where one is known', () => {
    const lines = renderReport(report, names).split('\n')
    expect(lines.slice(0, 12)).toEqual([
      `Status report (21 CFR 7.53) of FA-1, as of ${asOf}`,
      'Example Devices, class I, revision 1, published 2025-06-20 14:00 UTC  [entries 4]',
      '',
      '1. Notified: 1 of 2 consignees  [entries 7-9, 12]',
      '     by mail: 1 facility, 2 acts, 2025-06-20 14:05 UTC to 2025-06-21 14:05 UTC',
      `     not yet: ${clinic}`,
      '2. Responding: 0; on hand at notice 0 affected, 0 possible, 0 not stated',
      '3. Not responding: 1; stood down: 0',
      '     General Hospital',
      '     reply owed (firm) by General Hospital, due 2025-06-24 21:00 UTC OVERDUE',
      '4. Units: 0 of 0 accounted for, 0 open',
      '     returned 0, corrected 0, destroyed 0, used 0, transferred 0, cannot locate 0, not held 0',
    ])
    expect(lines[12]).toMatch(/^5\. Effectiveness checks: /)
    expect(lines[13]).toBe('6. Completion: estimated for 2025-08-01 00:00 UTC (at the pace so far)')
  })

  test('of a recall that is not published says so', () => {
    expect(renderReport(empty, names)).toMatch(
      /^Status report .* of recall a{26}, as of .*: not yet published\n/,
    )
  })
})
