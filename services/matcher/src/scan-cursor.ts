import { idSchema } from '@recallwire/domain/text.ts'
import { z } from 'zod'

/**
 * Where a scan goes on. It first walks the rows under the scope's keys, then (from the second revision on) the matches
 * that those keys no longer reach. `told` are the matches of the step before, with the version that was told: the next
 * step begins by looking whether someone has changed them meanwhile.
 */
const scanCursorSchema = z.strictObject({
  phase: z.enum(['keys', 'rest', 'end']),
  after: z.string().optional(),
  /** The page after `after` begins with units of this facility that were done with the step before. */
  skip: idSchema.optional(),
  told: z.array(z.strictObject({ unit: unitSchema(), version: z.int() })),
})
export type ScanCursor = z.infer<typeof scanCursorSchema>
export type Told = ScanCursor['told'][number]

function unitSchema() {
  return z.strictObject({ recallId: idSchema, holdingId: idSchema, custodyId: idSchema })
}

export const parseScanCursor = (text: string | undefined): ScanCursor =>
  text === undefined ? { phase: 'keys', told: [] } : scanCursorSchema.parse(JSON.parse(text))

export const renderScanCursor = (cursor: ScanCursor): string => JSON.stringify(cursor)
