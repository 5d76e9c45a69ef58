import {
  type DeviceFields,
  type Fields,
  type IdentifierFields,
  isFields,
  listIn,
} from './catalogue-fields.ts'
import {
  type Agency,
  type CatalogueIdentifier,
  type CatalogueRecord,
  type IdentifierProblem,
  keyOfPrimary,
} from './catalogue-record.ts'
import { checkIdentifier } from './check-identifier.ts'
import { openFdaFields } from './openfda-fields.ts'
import { releaseFields } from './release-fields.ts'

export type CatalogueReading =
  | { readonly kind: 'record'; readonly record: CatalogueRecord }
  | { readonly kind: 'refused'; readonly field: string; readonly reason: string }

/** More identifiers than any device has; a record of more is a broken file. */
const mostIdentifiers = 1_000

/**
 * Reads one device of a catalogue file, in the names of openFDA's device/udi or of the GUDID release files. An identifier
 * that cannot be right is kept with its problem and the rest of the record is used; refused is only what nobody could be
 * told apart by.
 */
export function readCatalogueRecord(value: unknown): CatalogueReading {
  if (!isFields(value)) return refuse('', 'is not a device record: an object with its identifiers')
  const fields = isOpenFda(value) ? openFdaFields(value) : releaseFields(value)
  if (fields.identifiers.length > mostIdentifiers) {
    return refuse(
      'identifiers',
      `lists ${fields.identifiers.length} identifiers, and ${mostIdentifiers} are read`,
    )
  }
  const identifiers = identifiersOf(fields.identifiers)
  const primary = identifiers.find(({ type }) => type === 'primary')
  const recordKey = fields.recordKey ?? (primary === undefined ? undefined : keyOfPrimary(primary.di))
  if (recordKey === undefined) return refuse('identifiers', 'names neither a record key nor a primary DI')
  if (recordKey.length > 100) return refuse('recordKey', 'has more than 100 characters')
  const number = wholeNumber(fields.versionNumber ?? '0')
  if (number === undefined) {
    return refuse('versionNumber', `is ${fields.versionNumber?.slice(0, 40)}: a version is a whole number`)
  }
  return { kind: 'record', record: recordOf(fields, recordKey, number, identifiers) }
}

const refuse = (field: string, reason: string): CatalogueReading => ({ kind: 'refused', field, reason })

const isOpenFda = (record: Fields): boolean =>
  'public_device_record_key' in record || listIn(record, 'identifiers').some((row) => 'issuing_agency' in row)

function recordOf(
  fields: DeviceFields,
  recordKey: string,
  number: number,
  identifiers: readonly CatalogueIdentifier[],
): CatalogueRecord {
  const { brand, versionOrModel, catalogueNumber, recordStatus } = fields
  return {
    recordKey,
    version: {
      number,
      ...given('date', dateOf(fields.versionDate)),
      ...given('status', shortened(fields.versionStatus)),
    },
    ...given('recordStatus', shortened(recordStatus)),
    company: shortened(fields.company) ?? '',
    ...given('brand', shortened(brand)),
    ...given('versionOrModel', shortened(versionOrModel)),
    ...given('catalogueNumber', shortened(catalogueNumber)),
    identifiers: [...identifiers],
    onLabel: {
      lot: isTrue(fields.lot),
      serial: isTrue(fields.serial),
      expiryDate: isTrue(fields.expiryDate),
      manufactureDate: isTrue(fields.manufactureDate),
      donationId: isTrue(fields.donationId),
    },
    distribution: {
      ...given('status', shortened(fields.distributionStatus)),
      ...given('endedOn', dateOf(fields.distributionEndedOn)),
    },
  }
}

function identifiersOf(rows: readonly IdentifierFields[]): readonly CatalogueIdentifier[] {
  const read = rows.flatMap((row) => (row.di === undefined ? [] : [identifierOf(row, row.di)]))
  const listed = new Set(read.map(({ di }) => di))
  return read.map((identifier) => withContainedChecked(identifier, listed))
}

function identifierOf(row: IdentifierFields, text: string): CatalogueIdentifier {
  const type = types.get(row.type?.toLowerCase() ?? '') ?? 'unknown'
  const agency = agencies.get(row.agency?.toLowerCase() ?? '') ?? 'unknown'
  const { di, problem } = checkIdentifier(agency, text.slice(0, 100))
  const problems: IdentifierProblem[] = problem === undefined ? [] : [{ field: 'di', ...problem }]
  if (type === 'unknown') {
    const message = `the type of ${di} is not one that GUDID has, so what it stands for is unknown`
    problems.push({ field: 'di', code: 'type-unknown', message })
  }
  return {
    di,
    type,
    agency,
    ...given('containedDi', row.containedDi?.slice(0, 100).toUpperCase()),
    ...given('quantity', positive(row.quantity)),
    ...given('status', shortened(row.status)),
    ...given('discontinuedOn', dateOf(row.discontinuedOn)),
    ...(problems.length === 0 ? {} : { problems }),
  }
}

/** GUDID asks that what a package contains is listed in the same record: where it is not, the record contradicts itself. */
function withContainedChecked(
  identifier: CatalogueIdentifier,
  listed: ReadonlySet<string>,
): CatalogueIdentifier {
  const { containedDi, problems = [] } = identifier
  if (containedDi === undefined || listed.has(containedDi)) return identifier
  const message = `${containedDi} is said to be inside ${identifier.di} and is no identifier of this record`
  const problem = { field: 'containedDi', code: 'contained-di-not-listed', message } as const
  return { ...identifier, problems: [...problems, problem] }
}

const types: ReadonlyMap<string, CatalogueIdentifier['type']> = new Map([
  ['primary', 'primary'],
  ['secondary', 'secondary'],
  ['package', 'package'],
  ['unit of use', 'unit-of-use'],
  ['direct marking', 'direct-marking'],
  ['previous', 'previous'],
])

const agencies: ReadonlyMap<string, Agency> = new Map([
  ['gs1', 'gs1'],
  ['hibcc', 'hibcc'],
  ['iccbba', 'iccbba'],
  ['ndc', 'ndc'],
  ['ndc/nhric', 'ndc'],
  ['nhric', 'ndc'],
])

/** Names are shown and never compared: a longer one than anybody reads is cut. */
const shortened = (text: string | undefined): string | undefined => text?.slice(0, 300).toWellFormed()

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true'

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function positive(text: string | undefined): number | undefined {
  const number = text === undefined ? undefined : wholeNumber(text)
  return number === 0 ? undefined : number
}

/** A calendar date in front of an optional time of day; anything else is no date. */
function dateOf(text: string | undefined): string | undefined {
  const date = text === undefined ? undefined : /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text)?.[0]
  if (date === undefined) return undefined
  const at = new Date(`${date}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: Value })
}
