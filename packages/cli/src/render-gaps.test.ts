import { noCounts } from '@recallwire/domain/gaps/count-standings.ts'
import type { GapItem, GapReport } from '@recallwire/domain/views/gap-view.ts'
import { describe, expect, test } from 'vitest'
import { renderGapReport, renderGapSummary } from './render-gaps.ts'

const since = '2025-06-20T14:00:00.000Z'
const row = { owed: 5, notified: 1, told: 1, waived: 1, onItsWay: 1, gaps: 1 }
const recall = {
  recallId: 'r'.repeat(26),
  reference: 'FA-1',
  title: 'Pumps',
  recallClass: 'II',
  status: 'published',
  counts: { custodies: row, addressed: noCounts.addressed, oldestGapSince: since },
} as const
const item = (name: string, standing: GapItem['standing'], custodyId?: string): GapItem => ({
  facilityId: 'f'.repeat(26),
  facilityName: name,
  ...(custodyId === undefined ? {} : { custodyId }),
  standing,
})
const report: GapReport = {
  ...recall,
  at: since,
  items: [
    item('Aldwick', { kind: 'on-its-way', since, stage: 'mail', until: '2025-06-21T12:00:00.000Z' }, 'c1'),
    item('Brook', { kind: 'told', at: since, by: 'stuck', because: 'no such address' }, 'c2'),
    item('Cove', { kind: 'gap', since, stage: 'letter' }),
  ],
}

describe('the gap report', () => {
  test('names what is left out first, with facility, custody and since when', () => {
    const lines = renderGapReport(report).split('\n')
    expect(lines.find((line) => line.startsWith('Cove'))).toMatch(
      /^Cove +\(addressed\) +GAP +2025-06-20 14:00 UTC +no letter is planned$/,
    )
    const names = lines
      .map((line) => line.split(' ')[0])
      .filter((name) => /^(?:Aldwick|Brook|Cove)$/.test(name ?? ''))
    expect(names).toEqual(['Cove', 'Brook', 'Aldwick'])
    expect(lines.join('\n')).toContain('held until 2025-06-21 12:00 UTC')
    expect(lines.join('\n')).toContain('no such address (told 2025-06-20 14:00 UTC)')
    expect(lines.at(-1)).toBe('1 gap: owed a letter for five minutes, and nobody was told.')
  })

  test('counts all recalls, the incomplete ones first, and addressed facilities apart from units', () => {
    const whole = {
      ...recall,
      reference: 'FA-0',
      counts: { custodies: { ...row, owed: 4, gaps: 0 }, addressed: { ...row, gaps: 0 } },
    }
    const text = renderGapSummary({ at: since, recalls: [whole, recall] })
    expect(text).toMatch(/\nFA-1 +class II +units +5 +1 +1 +1 +1 +1 +2025-06-20 14:00 UTC\nFA-0 /)
    expect(text).toMatch(/\n +addressed +5 +1 +1 +1 +1 +0\n/)
    expect(renderGapSummary({ at: since, recalls: [whole] })).toMatch(/\nNobody is left out\.$/)
    expect(renderGapSummary({ at: since, recalls: [] })).toBe('No recall is open.')
  })
})
