import { activeUnits, type CaseUnit } from '../casework/case.ts'
import type { UnitAnswer } from '../casework/unit-answer.ts'
import type { Disposition } from '../device/disposition.ts'
import type { CaseFile } from './case-files.ts'
import { shareOut } from './on-hand.ts'
import type { UnitsRow } from './status-report-schema.ts'

type Column = Exclude<keyof UnitsRow, 'facilityId' | 'productId' | 'verdict' | 'quantity' | 'entries'>

const columns: Readonly<Record<Disposition, Column>> = {
  found: 'found',
  isolated: 'isolated',
  returned: 'returned',
  corrected: 'corrected',
  destroyed: 'destroyed',
  used: 'used',
  transferred: 'transferred',
  'cannot-locate': 'cannotLocate',
  'not-held': 'notHeld',
}

/**
 * Where every unit in scope is, for each facility and product (21 CFR 7.53(b)(4)). Affected and possible units stand in
 * rows of their own. A row's columns sum to its quantity: serials are counted one by one, lots by their quantities.
 */
export function unitsLedger(files: readonly CaseFile[]): readonly UnitsRow[] {
  return files.flatMap((file) => {
    const rows = new Map<string, UnitsRow>()
    const entries = [...file.judged, ...file.replies].map((mark) => mark.seq).sort((a, b) => a - b)
    for (const unit of activeUnits(file.state)) {
      const { productId, value } = unit.verdict
      if (value === 'outside') continue
      const key = `${productId} ${value}`
      const row = rows.get(key) ?? emptyRow(file.state.facilityId, productId, value, entries)
      rows.set(key, withUnit(row, unit))
    }
    return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? [])
  })
}

export const openQuantity = (row: UnitsRow): number => row.found + row.unanswered

function withUnit(row: UnitsRow, unit: CaseUnit): UnitsRow {
  const { quantity, lines, unanswered } = shareOut(unit, unit.answers)
  const next = { ...row, quantity: row.quantity + quantity, unanswered: row.unanswered + unanswered }
  for (const share of lines) next[columnOf(share.line)] += share.quantity
  return next
}

const columnOf = (line: UnitAnswer): Column =>
  line.outcome === 'cleared-by-inspection' ? 'clearedByInspection' : columns[line.disposition]

const emptyRow = (
  facilityId: string,
  productId: string,
  verdict: UnitsRow['verdict'],
  entries: readonly number[],
): UnitsRow => ({
  facilityId,
  productId,
  verdict,
  quantity: 0,
  returned: 0,
  destroyed: 0,
  corrected: 0,
  used: 0,
  transferred: 0,
  cannotLocate: 0,
  notHeld: 0,
  isolated: 0,
  clearedByInspection: 0,
  found: 0,
  unanswered: 0,
  entries: [...entries],
})
