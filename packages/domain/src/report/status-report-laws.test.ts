import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recallId } from '../casework/case.test-support.ts'
import { live, moveLength } from '../casework/case-moves.test-support.ts'
import { caseIdOf } from '../ids.ts'
import { addMs } from '../time.ts'
import type { RecallEntry } from './recall-entry.ts'
import { entriesOf, published, type Site } from './report.test-support.ts'
import { statusReport } from './status-report.ts'
import { type StatusReport, statusReportSchema } from './status-report-schema.ts'

/** A case that is opened, and up to forty moves of every kind after it. */
const moves = fc.array(
  fc.array(fc.nat(5_039), { minLength: moveLength, maxLength: moveLength, size: 'max' }),
  { minLength: 1, maxLength: 40, size: 'max' },
)

/** The ledger of a recall with up to three facilities, through whatever happens to them. */
const ledgers: fc.Arbitrary<readonly RecallEntry[]> = fc.array(moves, { maxLength: 3 }).map((lives) =>
  entriesOf(
    lives.map((all, index): Site => {
      const facilityId = 'stu'.charAt(index).repeat(26)
      return { ids: { caseId: caseIdOf(recallId, facilityId), recallId, facilityId }, story: live(all) }
    }),
    [published(), published({ recallClass: 'I' }, 2)],
  ),
)
const reportAt = (entries: readonly RecallEntry[], asOf: string): StatusReport =>
  statusReportSchema.parse(statusReport({ recallId, asOf, entries }))
const lastOf = (entries: readonly RecallEntry[]) => entries.at(-1)?.event.time ?? ''
const moments = (entries: readonly RecallEntry[]) =>
  [...new Set(entries.map(({ event }) => event.time))].sort()
const holds = (law: (entries: readonly RecallEntry[]) => void) =>
  fc.assert(fc.property(ledgers, law), { numRuns: 30 })

describe('any status report', () => {
  test('is the same for every order in which entries come', () => {
    fc.assert(
      fc.property(
        ledgers.chain((entries) =>
          fc.tuple(fc.constant(entries), fc.shuffledSubarray([...entries], { minLength: entries.length })),
        ),
        ([entries, shuffled]) => {
          expect(reportAt(shuffled, lastOf(entries))).toEqual(reportAt(entries, lastOf(entries)))
        },
      ),
      { numRuns: 30 },
    )
  })

  test('of a past instant reads as it did then, whatever was recorded since', () => {
    holds((entries) => {
      for (const asOf of moments(entries)) {
        const then = entries.filter(({ event }) => event.time <= asOf)
        expect(reportAt(entries, asOf)).toEqual(reportAt(then, asOf))
      }
    })
  })

  test('has figures that only grow where they speak of what was done once and for all', () => {
    holds((entries) => {
      let before: StatusReport | undefined
      for (const asOf of moments(entries)) {
        const now = reportAt(entries, asOf)
        const figures = (report: StatusReport) => [
          report.notified.count,
          report.responding.count,
          report.responding.onHand.affected,
          report.responding.onHand.possible,
          report.funnel.addressedOrMatched.count,
          report.funnel.letterAccepted.count,
          report.funnel.received.count,
        ]
        const earlier = before ? figures(before) : []
        for (const [index, value] of earlier.entries())
          expect(figures(now)[index]).toBeGreaterThanOrEqual(value)
        before = now
      }
    })
  })

  test('sums: every unit stands in one column, and every facility in one group', () => {
    holds((entries) => {
      const { units, notified, responding, notResponding, stoodDown } = reportAt(entries, lastOf(entries))
      for (const {
        facilityId: _f,
        productId: _p,
        verdict: _v,
        entries: _e,
        quantity,
        ...columns
      } of units.rows) {
        expect(Object.values(columns).reduce((sum, value) => sum + value, 0)).toBe(quantity)
      }
      expect(units.accountedFor + units.open).toBe(units.quantity)
      expect(responding.count + notResponding.count + stoodDown.count + notified.notYet.length).toBe(
        notified.of,
      )
    })
  })

  test('narrows from letter to act, and ends its series with its figures', () => {
    holds((entries) => {
      const { funnel, series, notified, responding } = reportAt(entries, lastOf(entries))
      expect(funnel.assessed.count).toBeLessThanOrEqual(funnel.received.count)
      expect(funnel.acted.count).toBeLessThanOrEqual(funnel.assessed.count)
      expect(funnel.letterAccepted.count).toBeLessThanOrEqual(funnel.addressedOrMatched.count)
      const last = series.at(-1)
      if (last) expect([last.notified, last.responded]).toEqual([notified.count, responding.count])
      expect([...series].sort((a, b) => (a.date < b.date ? -1 : 1))).toEqual(series)
    })
  })

  test('rests only on entries that were known, and on some for every number above none', () => {
    holds((entries) => {
      const middle = moments(entries).at(Math.floor(moments(entries).length / 2)) ?? ''
      const report = reportAt(entries, middle)
      const known = new Set(entries.filter(({ event }) => event.time <= middle).map(({ seq }) => seq))
      const figures = [
        report.notified,
        report.responding,
        report.notResponding,
        ...Object.values(report.funnel),
      ]
      for (const { count, entries: rests } of figures) {
        expect(rests.every((seq) => known.has(seq))).toBe(true)
        expect(count === 0 || rests.length > 0).toBe(true)
      }
    })
  })

  test('knows nothing of another recall', () => {
    holds((entries) => {
      const other = statusReport({ recallId: 'q'.repeat(26), asOf: addMs(lastOf(entries), 1), entries })
      expect([other.notice, other.notified.of, other.units.quantity]).toEqual([undefined, 0, 0])
    })
  })
})
