import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import { describe, expect, test } from 'vitest'
import { sampleRecord } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const [each, box, carton] = ['09506000134352', '19506000134359', '29506000134356'] as const
const [other, otherBox] = ['09506000134369', '19506000134366'] as const

const at = (number: number): Partial<CatalogueRecord> => ({ version: { number } })

export function describeCatalogue(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: catalogue`, () => {
    test(
      'keeps the newest version of a record, in whatever order the versions come',
      fresh(async ({ one, other: there }) => {
        const [first, second, third] = [1, 2, 3].map((number) => sampleRecord('K', [each], at(number)))
        if (first === undefined || second === undefined || third === undefined) throw new Error('no versions')
        expect(await one.catalogue.put([second, first])).toEqual({ changed: 1 })
        expect(await there.catalogue.get('K')).toEqual(second)
        expect(await there.catalogue.put([third])).toEqual({ changed: 1 })
        expect(await one.catalogue.put([first, second])).toEqual({ changed: 0 })
        expect(await one.catalogue.get('K')).toEqual(third)
        expect(await one.catalogue.get('elsewhere')).toBeUndefined()
        expect(await there.catalogue.count()).toBe(1)
        await one.catalogue.put([sampleRecord('L', [other])])
        expect(await there.catalogue.count()).toBe(2)
      }),
    )

    test(
      'is not changed by a batch that comes again, and corrected by another text of the same version',
      fresh(async ({ one }) => {
        const batch = [sampleRecord('K1', [each, box]), sampleRecord('K2', [other])]
        expect(await one.catalogue.put(batch)).toEqual({ changed: 2 })
        const version = await one.catalogue.version()
        expect(await one.catalogue.put(batch)).toEqual({ changed: 0 })
        expect(await one.catalogue.version()).toBe(version)
        expect(await one.catalogue.put([sampleRecord('K1', [each, carton])])).toEqual({ changed: 1 })
        expect((await one.catalogue.linksOf([each])).map(({ linkedDi }) => linkedDi)).toEqual([carton])
      }),
    )

    test(
      'shows a reader that sees a version every record written up to it',
      fresh(async ({ one, other: there }) => {
        const seen = [await there.catalogue.version()]
        for (const [index, store] of [one, there, one].entries()) {
          await store.catalogue.put([sampleRecord(`K${index}`, [each])])
          seen.push(await there.catalogue.version())
          expect(await one.catalogue.version()).toBe(seen.at(-1))
          expect(await there.catalogue.byDi(each)).toHaveLength(index + 1)
        }
        expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
      }),
    )

    test(
      'links the DIs of one record, and as unsure those of a DI that several records have',
      fresh(async ({ one, other: there }) => {
        await one.catalogue.put([
          sampleRecord('K1', [each, box, carton]),
          sampleRecord('K2', [other, otherBox]),
          sampleRecord('K3', [otherBox]),
        ])
        expect(await there.catalogue.linksOf([other, box, 'no such DI'])).toEqual([
          { di: other, linkedDi: otherBox, recordKey: 'K2', sure: false },
          { di: box, linkedDi: each, recordKey: 'K1', sure: true },
          { di: box, linkedDi: carton, recordKey: 'K1', sure: true },
        ])
      }),
    )

    test(
      'forgets the DIs that the newest version no longer lists',
      fresh(async ({ one, other: there }) => {
        await one.catalogue.put([sampleRecord('K1', [each, box]), sampleRecord('K2', [other, box])])
        await there.catalogue.put([sampleRecord('K1', [carton, each], at(2))])
        expect(await one.catalogue.linksOf([each])).toEqual([
          { di: each, linkedDi: carton, recordKey: 'K1', sure: true },
        ])
        expect((await one.catalogue.byDi(box)).map(({ recordKey }) => recordKey)).toEqual(['K2'])
        expect(await one.catalogue.linksOf([other])).toMatchObject([{ linkedDi: box, sure: true }])
      }),
    )

    test(
      'finds a DI that cannot be right and links nothing by it',
      fresh(async ({ one }) => {
        const wrong = '19506000134350'
        const record = sampleRecord('K1', [each, wrong])
        const problems = [{ field: 'di', code: 'check-digit', message: 'expected 9' } as const]
        const identifiers = record.identifiers.map((identifier) =>
          identifier.di === wrong ? { ...identifier, problems } : identifier,
        )
        await one.catalogue.put([{ ...record, identifiers }])
        expect(await one.catalogue.byDi(wrong)).toEqual([{ ...record, identifiers }])
        expect(await one.catalogue.linksOf([each, wrong])).toEqual([])
      }),
    )
  })
}
