import { describe, expect, test } from 'vitest'
import { enforcementRecord, recallRecord } from './fixtures/openfda-records.ts'
import { parseSources } from './parse-sources.ts'
import { addVersions, recallSourcesSchema, sourceIdOf } from './recall-sources.ts'

const recordsOf = (...values: readonly object[]) => {
  const sources = parseSources(JSON.stringify(values))
  return sources.kind === 'sources' ? sources.records.map(({ record }) => record) : []
}
const organisationId = 'o'.repeat(26)
const incoming = (at: string, ...values: readonly object[]) => {
  const records = recordsOf(...values)
  const versions = records.map((record) => ({ record, importedAt: at }))
  return { sourceId: sourceIdOf(organisationId, records), organisationId, versions, at }
}
const [first, later] = ['2025-08-10T00:00:00.000Z', '2025-09-10T00:00:00.000Z']

describe('the records kept of one recall', () => {
  test('do not change by the same record again', () => {
    const added = addVersions(undefined, incoming(first, enforcementRecord(), enforcementRecord()))
    expect(added?.added).toHaveLength(1)
    expect(recallSourcesSchema.parse(added?.next)).toEqual(added?.next)
    expect(addVersions(added?.next, incoming(later, enforcementRecord()))).toBeUndefined()
  })

  test('keep a newer version beside the older one, and the recall they belong to', () => {
    const before = addVersions(undefined, incoming(first, enforcementRecord()))?.next
    if (before === undefined) throw new Error('the first record is new')
    const attached = { ...before, recallId: 'r'.repeat(26) }
    const changed = enforcementRecord({ classification: 'Class I' })
    const { next } = addVersions(attached, incoming(later, changed, recallRecord())) ?? {}
    expect(next?.versions.map(({ importedAt }) => importedAt)).toEqual([first, later, later])
    expect(next).toMatchObject({ recallId: attached.recallId, firstImportedAt: first, changedAt: later })
  })

  test('have an id by the event, or by the lowest number where there is none', () => {
    const both = sourceIdOf(organisationId, recordsOf(enforcementRecord(), recallRecord()))
    expect(sourceIdOf(organisationId, recordsOf(recallRecord({ product_res_number: 'Z-9002-2025' })))).toBe(
      both,
    )
    const numbered = (number: string) => enforcementRecord({ event_id: 'N/A', recall_number: number })
    expect(sourceIdOf(organisationId, recordsOf(numbered('Z-9002-2011'), numbered('Z-9001-2011')))).toBe(
      sourceIdOf(organisationId, recordsOf(numbered('Z-9001-2011'))),
    )
    expect(both).toMatchInlineSnapshot(`"iw6gj23ccufh3nqr43mv7nnwsu"`)
  })
})
