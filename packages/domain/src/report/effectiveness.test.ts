import { describe, expect, test } from 'vitest'
import { at, judge, recallId, unit } from '../casework/case.test-support.ts'
import type { RecallEntry } from './recall-entry.ts'
import { end, entriesOf, openSite, published } from './report.test-support.ts'
import { statusReport } from './status-report.ts'
import { statusReportSchema } from './status-report-schema.ts'

const report = (entries: readonly RecallEntry[], asOf = end) =>
  statusReportSchema.parse(statusReport({ recallId, asOf, entries }))

describe('figure 5, effectiveness checks', () => {
  test.each([
    ['A', 3, 3],
    ['C', 3, 1],
    ['C', 30, 3],
    ['C', 31, 4],
    ['D', 51, 2],
    ['E', 51, 0],
  ] as const)('of level %s over %i consignees samples %i', (effectivenessLevel, count, size) => {
    const sites = 'abcdefghijklmnopqrstuvwxyz234567'.split('').flatMap((letter) => [letter, letter])
    const entries = entriesOf(
      sites.slice(0, count).map((letter, index) => {
        const site = openSite(letter)
        site.story.act(judge([unit('1001')]), at(0))
        return { ...site, ids: { ...site.ids, caseId: `${letter}${index}` } }
      }),
      [published({ effectivenessLevel })],
    )
    expect(report(entries).effectiveness).toMatchObject({
      level: effectivenessLevel,
      sample: { kind: 'size', size, of: count },
      results: 'not recorded',
    })
  })

  test('of level B waits for a percentage', () => {
    expect(report(entriesOf([], [published({ effectivenessLevel: 'B' })])).effectiveness.sample.kind).toBe(
      'undecided',
    )
  })
})
