import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enforcementRecord, pageOf2012, recallRecord } from './fixtures/openfda-records.ts'
import { groupVersions, joinSources, type SourceVersion } from './join-sources.ts'
import { mergeFields } from './merge-fields.ts'
import { parseSources } from './parse-sources.ts'

const versionsOf = (...records: readonly object[]): readonly SourceVersion[] => {
  const sources = parseSources(JSON.stringify(records))
  if (sources.kind === 'unreadable') throw new Error(sources.detail)
  return sources.records.map(({ record }) => ({ record, importedAt: '2025-08-10T00:00:00.000Z' }))
}
const joined = (...records: readonly object[]) => joinSources(versionsOf(...records))

const second = { recall_number: 'Z-9002-2025', classification: 'Class I', status: 'Terminated' }
const ended = { termination_date: '20251105', report_date: '20251112', status: 'Terminated' }

describe('the records of one event', () => {
  test('are joined by recall number and event: the class from enforcement, the action from recall', () => {
    const recall = joined(recallRecord(), enforcementRecord(), enforcementRecord(second))
    expect(recall).toMatchObject({
      eventId: '99101',
      recallNumbers: ['Z-9001-2025', 'Z-9002-2025'],
      fields: {
        action: { source: 'openfda-recall', value: expect.stringContaining('Take listed pumps') },
        recallClass: { source: 'openfda-enforcement', value: 'I', recallNumber: 'Z-9002-2025' },
        status: { value: 'ongoing' },
        initiatedOn: {
          value: '2025-06-02',
          source: 'openfda-enforcement',
          differs: true,
          others: expect.arrayContaining([
            { source: 'openfda-recall', recallNumber: 'Z-9001-2025', value: '2025-06-01', superseded: false },
          ]),
        },
        reason: { differs: false },
      },
      products: [
        { recallNumber: 'Z-9001-2025', fields: { recallClass: { value: 'II' } } },
        { recallNumber: 'Z-9002-2025', fields: { recallClass: { value: 'I' } } },
      ],
    })
    expect(recall.fields).not.toHaveProperty('codeInfo')
  })

  test('of a class not yet given count as worse than II and not as I', () => {
    const unclassified = { recall_number: 'Z-9003-2025', classification: 'Not Yet Classified' }
    const classOf = (...records: readonly object[]) => joined(...records).fields.recallClass?.value
    expect(classOf(enforcementRecord(), enforcementRecord(unclassified))).toBe('unclassified')
    expect(classOf(enforcementRecord(second), enforcementRecord(unclassified))).toBe('I')
    expect(classOf(recallRecord())).toBeUndefined()
  })

  test('are terminated when the last one is', () => {
    const other = enforcementRecord({ recall_number: 'Z-9002-2025' })
    expect(joined(enforcementRecord(ended), other).fields).not.toHaveProperty('terminatedOn')
    expect(joined(enforcementRecord(ended)).fields).toMatchObject({ terminatedOn: { value: '2025-11-05' } })
  })
})

describe('a newer version of a record', () => {
  test('speaks, and what the older one said otherwise stays beside it', () => {
    const { fields } = joined(enforcementRecord({ classification: 'Class I', ...ended }), enforcementRecord())
    expect(fields.recallClass).toMatchObject({
      value: 'I',
      differs: false,
      others: [{ value: 'II', superseded: true }],
    })
  })

  test('that no longer says a thing leaves it unsaid', () => {
    const { classification: _gone, ...rest } = { ...enforcementRecord(ended) } as Record<string, unknown>
    expect(joined(enforcementRecord(), rest).fields).not.toHaveProperty('recallClass')
  })
})

describe('records', () => {
  const records = [
    enforcementRecord(),
    recallRecord(),
    enforcementRecord(second),
    enforcementRecord(ended),
    enforcementRecord({ recall_number: 'Z-9009-2025', event_id: '99102' }),
    enforcementRecord({ recall_number: 'Z-9001-2025', event_id: 'N/A', code_info: 'All units' }),
    recallRecord({ product_res_number: 'Z-9002-2025', event_date_terminated: '2025-12-01' }),
    pageOf2012(),
  ]
  const order = fc.shuffledSubarray(versionsOf(...records).slice(), { minLength: records.length })

  test('fall into one group per event; without an event they go by their number', () => {
    const groups = groupVersions(versionsOf(...records)).map((group) => joinSources(group))
    expect(groups.map(({ eventId, recallNumbers }) => [eventId, recallNumbers])).toEqual([
      ['99101', ['Z-9001-2025', 'Z-9002-2025']],
      ['99102', ['Z-9009-2025']],
      [undefined, ['Z-9773-2012']],
    ])
  })

  test('give one and the same recall in any order', () => {
    const inOrder = joinSources(versionsOf(...records))
    fc.assert(
      fc.property(order, (shuffled) => {
        expect(joinSources(shuffled)).toEqual(inOrder)
      }),
    )
    const groupsOf = (versions: readonly SourceVersion[]) =>
      groupVersions(versions)
        .map((group) => JSON.stringify(joinSources(group)))
        .toSorted()
    const grouped = groupsOf(versionsOf(...records))
    fc.assert(
      fc.property(order, (shuffled) => {
        expect(groupsOf(shuffled)).toEqual(grouped)
      }),
    )
  })

  test('read twice change nothing', () => {
    fc.assert(
      fc.property(order, fc.nat({ max: records.length }), (shuffled, again) => {
        expect(joinSources([...shuffled, ...shuffled.slice(0, again)])).toEqual(joinSources(shuffled))
      }),
    )
  })
})

describe('merging', () => {
  const said = fc.array(
    fc.record({
      source: fc.constantFrom('notice' as const, 'openfda-enforcement' as const, 'openfda-recall' as const),
      value: fc.constantFrom('I', 'II', 'unclassified'),
      superseded: fc.constant(false),
    }),
    { minLength: 1 },
  )

  test('what was merged changes nothing, and no value is lost', () => {
    fc.assert(
      fc.property(said, (values) => {
        const merged = mergeFields({ recallClass: values }).recallClass
        if (merged === undefined) throw new Error('something was said')
        const { value, source, others } = merged
        const again = mergeFields({
          recallClass: [...others, { value, source, superseded: false }, ...values],
        })
        expect(again.recallClass).toEqual(merged)
        const kept = new Set([`${source} ${value}`, ...others.map((one) => `${one.source} ${one.value}`)])
        expect(kept).toEqual(new Set(values.map((one) => `${one.source} ${one.value}`)))
      }),
    )
  })

  test('asks the firm first for what it says itself, and FDA for the class', () => {
    const both = (value: string) =>
      (['openfda-recall', 'notice', 'openfda-enforcement'] as const).map((source) => ({
        source,
        value: `${value} by ${source}`,
        superseded: false,
      }))
    expect(mergeFields({ reason: both('x'), recallClass: both('x'), action: both('x') })).toMatchObject({
      reason: { source: 'notice' },
      recallClass: { source: 'openfda-enforcement' },
      action: { source: 'notice' },
    })
  })
})
