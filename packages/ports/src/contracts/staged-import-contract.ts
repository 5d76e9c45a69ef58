import { describe, expect, test } from 'vitest'
import { minutesLater, sampleId } from './fixtures/sample-documents.ts'
import { begin, rowsOf } from './import-store-contract.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const importId = sampleId('import')

export function describeStagedImports(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: imports that have not ended`, () => {
    test(
      'reads staged rows back in row order, in pages',
      fresh(async ({ one, other }) => {
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 4, 5))
        await one.imports.stage(importId, rowsOf(importId, 1, 2))
        expect(await other.imports.staged(importId, 0, 3)).toEqual([
          ...rowsOf(importId, 1, 2),
          ...rowsOf(importId, 4, 4),
        ])
        expect(await other.imports.staged(importId, 4, 3)).toEqual(rowsOf(importId, 5, 5))
        await one.imports.discard(importId)
        expect(await other.imports.staged(importId, 0, 3)).toEqual([])
      }),
    )

    test(
      'finds imports that were begun before an instant and are neither ended nor given up',
      fresh(async ({ one, other }) => {
        const kept = { status: 'checked', keptUntil: minutesLater(60) } as const
        await begin(one, sampleId('staging'))
        await begin(one, sampleId('kept'), { ...kept, startedAt: minutesLater(1) })
        await begin(one, sampleId('later'), { startedAt: minutesLater(2) })
        await begin(one, sampleId('checked'), { status: 'checked' })
        for (const status of ['refused', 'committed', 'abandoned'] as const)
          await begin(one, sampleId(status), { status })
        const found = await other.imports.unfinished(minutesLater(2), 10)
        expect(found.map((entry) => entry.importId)).toEqual([sampleId('staging'), sampleId('kept')])
        expect(await other.imports.unfinished(minutesLater(3), 1)).toHaveLength(1)
      }),
    )
  })
}
