import type { DateFormat, InventoryMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import { instantOf } from '@recallwire/domain/time.ts'
import { cleanCell } from './clean-cell.ts'
import type { CsvDefaults, PlacedColumn } from './csv-columns.ts'
import type { RowProblem } from './device-row.ts'
import { readDate } from './read-date.ts'

/** What turns the cells of one file into devices: settled with its header. */
export type CellRules = {
  readonly columns: readonly PlacedColumn[]
  readonly defaults: CsvDefaults
  readonly constants: InventoryMapping['constants']
  readonly dateFormat: DateFormat | undefined
  /** The organisation's own codes of its sites. */
  readonly facilityIdOfCode: ReadonlyMap<string, string>
}

export type CellReading = {
  readonly value: Readonly<Record<string, unknown>>
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly RowProblem[]
}

const none: readonly RowProblem[] = []

/** A row's cells as the fields of a device. Empty cells say nothing; text stays text, a formula's too. */
export function deviceOfCells(rules: CellRules, cells: readonly string[]): CellReading {
  const { facilityId, observedAt } = rules.defaults
  const { facilityCode: constantCode, ...constants } = rules.constants
  const value: Record<string, unknown> = { ...constants }
  if (facilityId !== undefined) value.facilityId = facilityId
  if (observedAt !== undefined) value.observedAt = observedAt
  let facilityCode = constantCode
  let problems: RowProblem[] | undefined
  let warnings: RowProblem[] | undefined
  for (const { field, index } of rules.columns) {
    const cell = cells[index] ?? ''
    if (cell === '' || cell.trim() === '') continue
    switch (field) {
      case 'facilityCode':
        facilityCode = cell.trim()
        break
      case 'quantity':
      case 'sourceVersion':
        value[field] = /^\s*\d{1,15}\s*$/.test(cell) ? Number(cell) : cell
        break
      case 'observedAt':
        value.observedAt = instantOfCell(cell.trim())
        break
      case 'presence':
        value.presence = cell.trim().toLowerCase()
        break
      case 'manufacturedOn':
      case 'expiresOn': {
        const date = readDate(cell.trim(), rules.dateFormat)
        value[field] = date ?? cell
        if (date === undefined)
          problems = [...(problems ?? []), { field, reason: noDate(cell, rules.dateFormat) }]
        break
      }
      default: {
        const clean = cleanCell(field, cell)
        value[field] = clean.text
        if (clean.remark !== undefined) warnings = [...(warnings ?? []), { field, reason: clean.remark }]
      }
    }
  }
  if (facilityCode !== undefined) {
    const found = rules.facilityIdOfCode.get(facilityCode)
    const reason = 'your organisation has no facility of this code'
    if (found === undefined) problems = [...(problems ?? []), { field: 'facilityCode', reason }]
    else value.facilityId = found
  }
  return { value, problems: problems ?? none, warnings: warnings ?? none }
}

function noDate(cell: string, format: DateFormat | undefined): string {
  const text = JSON.stringify(cell.trim().slice(0, 40))
  if (/^#+$/.test(cell.trim()))
    return `${text} is what a spreadsheet shows where its column is too narrow: widen it and export it again`
  return format === undefined
    ? `${text} is no date as 2025-06-20: write it so, or declare the form of the file's dates (dateFormat)`
    : `${text} is no date as ${format}, which was declared, nor as 2025-06-20`
}

/** Seconds and an offset are written in many ways; an instant without an offset is left for the check to refuse. */
function instantOfCell(cell: string): string {
  const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(cell)
  const at = written ? Date.parse(cell.replace(' ', 'T')) : Number.NaN
  return Number.isNaN(at) ? cell : instantOf(at)
}
