import {
  type DeviceColumn,
  deviceColumns,
  type InventoryMapping,
} from '@recallwire/domain/device/inventory-mapping.ts'
import { proposeColumn } from './column-synonyms.ts'
import type { UnknownColumn } from './device-row.ts'
import { foldHeading } from './fold-heading.ts'

const known: ReadonlyMap<string, DeviceColumn> = new Map(
  deviceColumns.options.map((name) => [foldHeading(name), name]),
)

/** Where a field of a device stands in a record. */
export type PlacedColumn = { readonly field: DeviceColumn; readonly index: number }

export type CsvHeader =
  | {
      readonly kind: 'header'
      readonly columns: readonly PlacedColumn[]
      /** Cells of a whole record, those of unread columns included. */
      readonly width: number
      /** Our field → the header's own words. */
      readonly names: ReadonlyMap<string, string>
    }
  | { readonly kind: 'refused'; readonly detail: string; readonly columns?: readonly UnknownColumn[] }

/** What the request says once for rows that do not say it themselves. */
export type CsvDefaults = {
  readonly facilityId?: string | undefined
  readonly observedAt?: string | undefined
}

/**
 * Reads a header without regard to case, blanks and punctuation, through the mapping where there is one. An unknown column is
 * refused, not passed over: a column "Serial No." left unread would turn every unit of the file into one without a
 * serial. The refusal proposes the mapping that a person may confirm.
 */
export function readHeader(
  cells: readonly string[],
  defaults: CsvDefaults,
  mapping?: InventoryMapping,
): CsvHeader {
  const mapped = createMappedColumns(mapping)
  const fields = cells.map((cell) => mapped(cell))
  const unknown = cells.filter((_, index) => fields[index] === undefined)
  if (unknown.length > 0) {
    const columns = proposeFields(unknown, cells)
    return { kind: 'refused', detail: describeUnknown(unknown, columns, mapping), columns }
  }
  const missing = missingColumns(cells, mapping)
  if (missing.length > 0)
    return refusal(
      `The mapping has ${quoted(missing)}, this file has not: is it another export, or cut short?`,
    )
  const columns = fields.flatMap((field, index) =>
    field === undefined || field === null ? [] : [{ field, index }],
  )
  const found = columns.map(({ field }) => field)
  const repeated = found.find((name, index) => found.indexOf(name) !== index)
  if (repeated !== undefined) return refusal(`The column ${repeated} is there twice: keep one.`)
  const names = new Map(columns.map(({ field, index }) => [field, cells[index]?.trim() ?? field]))
  const unplaced = checkPlaces(new Set(found), defaults, mapping)
  return unplaced ?? { kind: 'header', columns, width: cells.length, names }
}

function checkPlaces(
  found: ReadonlySet<DeviceColumn>,
  defaults: CsvDefaults,
  mapping: InventoryMapping | undefined,
): CsvHeader | undefined {
  const byCode = found.has('facilityCode') || mapping?.constants.facilityCode !== undefined
  if (found.has('facilityId') && byCode)
    return refusal('Name the site by facilityId or by facility_code, not by both.')
  if (!found.has('facilityId') && !byCode && defaults.facilityId === undefined)
    return refusal('Add a column facilityId or facility_code, or ask with ?facilityId=….')
  return found.has('observedAt') || defaults.observedAt !== undefined
    ? undefined
    : refusal('Add a column observedAt, or say with ?observedAt=… when the file was exported.')
}

const refusal = (detail: string): CsvHeader => ({ kind: 'refused', detail })

/** The field of a heading: by the mapping's own words, else by ours; null where it is knowingly left unread. */
function createMappedColumns(
  mapping: InventoryMapping | undefined,
): (heading: string) => DeviceColumn | null | undefined {
  const exact = new Map(Object.entries(mapping?.columns ?? {}))
  const alike = new Map([...exact].map(([heading, field]) => [foldHeading(heading), field]))
  return (heading) => {
    const [own, folded] = [exact.get(heading.trim()), foldHeading(heading)]
    if (own !== undefined) return own
    return alike.has(folded) ? alike.get(folded) : known.get(folded)
  }
}

function missingColumns(cells: readonly string[], mapping: InventoryMapping | undefined): readonly string[] {
  const here = new Set(cells.map(foldHeading))
  return Object.entries(mapping?.columns ?? {})
    .filter(([heading, field]) => field !== null && !here.has(foldHeading(heading)))
    .map(([heading]) => heading)
}

/** The field that each unknown column may be; a field is proposed once. */
function proposeFields(unknown: readonly string[], cells: readonly string[]): readonly UnknownColumn[] {
  const taken = new Set(cells.map((cell) => known.get(foldHeading(cell))))
  return unknown.map((cell) => {
    const heading = cell.trim().slice(0, 60)
    const field = proposeColumn(heading)
    if (field === undefined || taken.has(field)) return { heading }
    taken.add(field)
    return { heading, field }
  })
}

function describeUnknown(
  unknown: readonly string[],
  columns: readonly UnknownColumn[],
  mapping: InventoryMapping | undefined,
): string {
  const proposed = Object.fromEntries(
    columns.flatMap(({ heading, field }) => (field === undefined ? [] : [[heading, field]])),
  )
  const undecided = columns.filter(({ field }) => field === undefined).map(({ heading }) => heading)
  const undecidedWords =
    undecided.length === 0
      ? ''
      : ` What ${quoted(undecided)} ${undecided.length === 1 ? 'is' : 'are'} is yours to say: a field, or null to leave the column unread.`
  const proposal =
    Object.keys(proposed).length === 0
      ? ''
      : ` A mapping for this file may be ${JSON.stringify({ columns: { ...mapping?.columns, ...proposed } })}: confirm it, store it with PUT /v1/devices/mappings/NAME, and import with ?mapping=NAME.`
  return `${quoted(unknown)} ${unknown.length === 1 ? 'is no column' : 'are no columns'} here: map, rename or remove.${proposal}${undecidedWords} Fields are ${deviceColumns.options.join(', ')}.`
}

const longestList = 40

const quoted = (headings: readonly string[]): string => {
  const list = headings.slice(0, longestList).map((heading) => JSON.stringify(heading.slice(0, 60)))
  return list.join(', ') + (headings.length > longestList ? ` and ${headings.length - longestList} more` : '')
}
