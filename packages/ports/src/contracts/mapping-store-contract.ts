import { describe, expect, test } from 'vitest'
import { sampleId, sampleMapping } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

export function describeMappingStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: mappings`, () => {
    test(
      'are listed by name, those of one organisation alone',
      fresh(async ({ one, other }) => {
        const named = (mapping: string, organisation: string) =>
          sampleMapping(sampleId(mapping), { name: mapping, organisationId: sampleId(organisation) })
        for (const next of [named('pumps', 'hospital'), named('Beds', 'hospital'), named('all', 'clinic')])
          await one.mappings.save({ id: next.mappingId, expectedVersion: 0, next, events: [] })
        expect(await other.mappings.ofOrganisation(sampleId('hospital'))).toEqual([
          named('Beds', 'hospital'),
          named('pumps', 'hospital'),
        ])
        expect(await other.mappings.ofOrganisation(sampleId('nobody'))).toEqual([])
      }),
    )
  })
}
