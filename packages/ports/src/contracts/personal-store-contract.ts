import { describe, expect, test } from 'vitest'
import { sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const reference = sampleId('personal')
const record = {
  organisationId: sampleId('hospital'),
  salt: '00'.repeat(16),
  value: { name: 'Robin Sample', role: 'Nurse manager' },
}

export function describePersonalStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: values about people`, () => {
    test(
      'keeps the first value of a reference, whoever writes again',
      fresh(async ({ one, other }) => {
        const later = { ...record, salt: '11'.repeat(16), value: { name: 'Another' } }
        expect(await one.personal.get(reference)).toBeUndefined()
        expect(await one.personal.put(reference, record)).toEqual(record)
        expect(await other.personal.put(reference, later)).toEqual(record)
        expect(await other.personal.get(reference)).toEqual(record)
      }),
    )

    test(
      'lets one of several first writers win and tells all of them which',
      fresh(async ({ one, other }) => {
        const writers = [one, other, one, other]
        const kept = await Promise.all(
          writers.map(({ personal }, index) =>
            personal.put(reference, { ...record, value: { name: `${index}` } }),
          ),
        )
        const winner = await one.personal.get(reference)
        expect(kept).toEqual(writers.map(() => winner))
      }),
    )

    test(
      'does not bring an erased value back when its command is repeated',
      fresh(async ({ one, other }) => {
        await one.personal.put(reference, record)
        await other.personal.erase(reference)
        expect(await one.personal.get(reference)).toBeUndefined()
        await one.personal.put(reference, record)
        expect(await other.personal.get(reference)).toBeUndefined()
      }),
    )

    test(
      'erases one reference and leaves the others',
      fresh(async ({ one }) => {
        const another = sampleId('another person')
        await one.personal.put(reference, record)
        await one.personal.put(another, record)
        await one.personal.erase(reference)
        await one.personal.erase(sampleId('never written'))
        expect(await one.personal.get(another)).toEqual(record)
      }),
    )
  })
}
