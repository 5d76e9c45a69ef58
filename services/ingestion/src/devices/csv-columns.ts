import { deviceInputSchema } from '@recallwire/domain/device/observation.ts'
import { instantOf } from '@recallwire/domain/time.ts'
import type { RowProblem } from './device-row.ts'

/** `facilityCode`: the organisation's own code of the site, instead of our id. */
export type DeviceColumn = keyof typeof deviceInputSchema.shape | 'facilityCode'

const known: readonly string[] = [...Object.keys(deviceInputSchema.shape), 'facilityCode']

export type CsvHeader =
  | {
      readonly kind: 'header'
      readonly columns: readonly DeviceColumn[]
      /** Our field → the header's own words. */
      readonly names: ReadonlyMap<string, string>
    }
  | { readonly kind: 'refused'; readonly detail: string }

/** What the request says once for rows that do not say it themselves. */
export type CsvDefaults = {
  readonly facilityId?: string | undefined
  readonly observedAt?: string | undefined
}

/**
 * Reads a header without regard to case, blanks, underscores and hyphens. An unknown column is refused, not passed over: a
 * column "Serial No." left unread would turn every unit of the file into one without a serial.
 */
export function readHeader(cells: readonly string[], defaults: CsvDefaults): CsvHeader {
  const columns = cells.map((cell) => known.find((name) => folded(name) === folded(cell)))
  const unknown = cells.filter((_, index) => columns[index] === undefined)
  if (unknown.length > 0) {
    const list = unknown.map((cell) => JSON.stringify(cell.slice(0, 40))).join(', ')
    return refusedHeader(`${list} is no column here: rename or remove it. Columns are ${known.join(', ')}.`)
  }
  const found = columns.filter(isColumn)
  const repeated = found.find((name, index) => found.indexOf(name) !== index)
  if (repeated !== undefined) return refusedHeader(`The column ${repeated} is there twice: keep one.`)
  if (found.includes('facilityId') && found.includes('facilityCode'))
    return refusedHeader('Name the site by facilityId or by facility_code, not by both.')
  if (!found.includes('facilityId') && !found.includes('facilityCode') && defaults.facilityId === undefined)
    return refusedHeader('Add a column facilityId or facility_code, or ask with ?facilityId=….')
  if (!found.includes('observedAt') && defaults.observedAt === undefined)
    return refusedHeader('Add a column observedAt, or say with ?observedAt=… when the file was exported.')
  return {
    kind: 'header',
    columns: found,
    names: new Map(found.map((name, index) => [name, cells[index] ?? name])),
  }
}

const refusedHeader = (detail: string): CsvHeader => ({ kind: 'refused', detail })

const folded = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')

const isColumn = (name: string | undefined): name is DeviceColumn => name !== undefined

/** A row's cells as the fields of a device. Empty cells say nothing; text stays text, a formula's too. */
export function deviceOfCells(
  columns: readonly DeviceColumn[],
  cells: readonly string[],
  defaults: CsvDefaults,
  facilityIdOfCode: ReadonlyMap<string, string>,
): { readonly value: Readonly<Record<string, unknown>>; readonly problems: readonly RowProblem[] } {
  const given = columns.flatMap((column, index) => {
    const cell = unescaped(cells[index] ?? '')
    return cell.trim() === '' ? [] : [[column, fieldOf(column, cell)] as const]
  })
  const { facilityCode, ...fields } = Object.fromEntries(given)
  const value = { ...present(defaults), ...fields }
  if (typeof facilityCode !== 'string') return { value, problems: [] }
  const facilityId = facilityIdOfCode.get(facilityCode.trim())
  return facilityId === undefined
    ? {
        value,
        problems: [{ field: 'facilityCode', reason: 'your organisation has no facility of this code' }],
      }
    : { value: { ...value, facilityId }, problems: [] }
}

const present = (defaults: CsvDefaults) =>
  Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined))

/** Our own exports put an apostrophe before what a spreadsheet would run; here it is taken off again. */
const unescaped = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

function fieldOf(column: DeviceColumn, cell: string): string | number {
  switch (column) {
    case 'quantity':
    case 'sourceVersion':
      return /^ *\d{1,15} *$/.test(cell) ? Number(cell) : cell
    case 'observedAt':
      return instantOfCell(cell.trim())
    case 'presence':
      return cell.trim().toLowerCase()
    default:
      return cell
  }
}

/** Seconds and an offset are written in many ways; an instant without an offset is left for the check to refuse. */
function instantOfCell(cell: string): string {
  const written = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(cell)
  const at = written ? Date.parse(cell.replace(' ', 'T')) : Number.NaN
  return Number.isNaN(at) ? cell : instantOf(at)
}
