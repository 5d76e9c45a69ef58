import { createHash } from 'node:crypto'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { unitIdentityOf } from '@recallwire/domain/device/observation.ts'
import type { UnitIdentity } from '@recallwire/domain/ids.ts'
import type { RefusedRow, StagedRow } from '@recallwire/ports/import-store.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { type CheckedDevice, checkDevice, type DeviceContext } from './check-device.ts'
import type { DeviceRow, RowProblem } from './device-row.ts'
import { createUnitSet } from './unit-set.ts'

/** What came of an import's rows so far. */
export type Tally = {
  readonly accepted: number
  readonly refused: number
  readonly refusals: readonly RefusedRow[]
  readonly errors: readonly FieldProblem[]
  /** Of accepted rows: what was left open in them. As many as of the refusals, the first ones. */
  readonly warnings: readonly RefusedRow[]
  /** SHA-256 over the canonical JSON lines of the accepted observations, in row order. */
  readonly digest: string
}

export interface RowCollector {
  /** Judges the next row; the result is to be staged, or undefined when the row was refused. */
  take(row: DeviceRow): StagedRow | undefined
  tally(): Tally
}

/** Characters: one update of a hash costs as much as hashing a row. */
const hashedAtOnce = 64 * 1024

/** A report of more would be read by nobody. */
const longestReport = 1_000

/** Judges rows one after the other and keeps of them only what the report, the digest and the search for repeats need. */
export function createRowCollector(context: DeviceContext): RowCollector {
  const units = createUnitSet()
  const hash = createHash('sha256')
  const refusals: RefusedRow[] = []
  const errors: FieldProblem[] = []
  const warnings: RefusedRow[] = []
  /** Accepted lines that are not in the hash yet. */
  let lines = ''
  let accepted = 0
  let refused = 0
  const refuse = (row: DeviceRow, problems: readonly RowProblem[]) => {
    refused += 1
    if (refusals.length >= longestReport) return
    for (const { field, reason } of problems) {
      const name = row.names?.get(field) ?? field
      refusals.push({ row: row.row, field: name, reason })
      errors.push({ pointer: pointerOf(row, field, name), detail: reason })
    }
  }
  const warn = (row: DeviceRow, found: readonly RowProblem[]) => {
    for (const { field, reason } of found) {
      if (warnings.length >= longestReport) return
      warnings.push({ row: row.row, field: row.names?.get(field) ?? field, reason })
    }
  }
  return {
    take: (row) => {
      if (row.skipped !== undefined) {
        warn(row, [{ field: '', reason: row.skipped }])
        return undefined
      }
      const checked: CheckedDevice =
        row.problems.length > 0
          ? { kind: 'refused', problems: row.problems }
          : checkDevice(row.value, context)
      const problems =
        checked.kind === 'refused' ? checked.problems : repeatOf(checked.observation, row.row, units)
      if (checked.kind === 'refused' || problems.length > 0) {
        refuse(row, problems)
        return undefined
      }
      accepted += 1
      warn(row, row.warnings ?? [])
      warn(row, checked.warnings)
      lines += `${canonicalJson(checked.observation)}\n`
      if (lines.length > hashedAtOnce) {
        hash.update(lines)
        lines = ''
      }
      return { row: row.row, observation: checked.observation }
    },
    tally: () => ({
      accepted,
      refused,
      refusals: refusals.slice(0, longestReport),
      errors: errors.slice(0, longestReport),
      warnings: [...warnings],
      digest: hash.copy().update(lines).digest('hex'),
    }),
  }
}

function pointerOf(row: DeviceRow, field: string, name: string): string {
  if (field === '') return row.pointer
  // Of our own fields the rest is a pointer already; a header's words may hold what a pointer must escape.
  return `${row.pointer}/${name === field || row.namesArePointers ? name : name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** As good as the id of the holding, which these make, at a tenth of its cost: none of them holds a line end. */
function textOfUnit({ product, mark }: UnitIdentity, facilityId: string): string {
  const named = 'di' in product ? product.di : `${product.manufacturer}\n${product.ref}`
  if ('serial' in mark) return `${facilityId}\n${named}\nserial ${mark.serial}`
  return `${facilityId}\n${named}\n${'lot' in mark ? `lot ${mark.lot}` : `tag ${mark.assetTag}`}`
}

/** The same unit twice at one facility in one file: which row is right is for the sender to say. */
function repeatOf(
  observation: Extract<CheckedDevice, { kind: 'observation' }>['observation'],
  row: number,
  units: ReturnType<typeof createUnitSet>,
): readonly RowProblem[] {
  const identity = unitIdentityOf(observation)
  if (identity === undefined) throw new Error('an accepted observation names no unit')
  const first = units.add(textOfUnit(identity, observation.facilityId), row)
  if (first === undefined) return []
  const reason = `names the same unit at the same facility as row ${first}: send it once (add up the quantity of a lot)`
  const field =
    observation.serial !== undefined ? 'serial' : observation.lot !== undefined ? 'lot' : 'assetTag'
  return [{ field, reason }]
}
