import { instantOf } from '@recallwire/domain/time.ts'
import { describeIssues } from '@recallwire/runtime/zod-issues.ts'
import type { CsvDefaults } from '../devices/csv-columns.ts'
import type { RowProblem } from '../devices/device-row.ts'
import { type DeviceResource, deviceResourceSchema, type Reference } from './device-resource.ts'
import { readAssetTag, readSoftware } from './read-coded-elements.ts'
import { readUdiCarriers } from './read-udi-carrier.ts'

export type ResourceRules = {
  readonly defaults: CsvDefaults
  /** The organisation's own codes of its sites. */
  readonly facilityIdOfCode: ReadonlyMap<string, string>
  /** The day (YYYY-MM-DD) that places years of two digits in carriers. */
  readonly today: string
}

export type ResourceReading =
  | {
      readonly kind: 'device'
      readonly value: Readonly<Record<string, unknown>>
      readonly problems: readonly RowProblem[]
      readonly warnings: readonly RowProblem[]
    }
  /** A resource that was never true, by its own word. */
  | { readonly kind: 'skipped'; readonly reason: string }

/** Where our fields stand in a resource, for problems that the check of a row finds. */
export const elementOf: ReadonlyMap<string, string> = new Map([
  ['facilityId', 'location'],
  ['udi', 'udiCarrier/0'],
  ['di', 'udiCarrier/0/deviceIdentifier'],
  ['ref', 'modelNumber'],
  ['serial', 'serialNumber'],
  ['lot', 'lotNumber'],
  ['assetTag', 'identifier'],
  ['softwareVersion', 'version'],
  ['manufacturedOn', 'manufactureDate'],
  ['expiresOn', 'expirationDate'],
  ['observedAt', 'meta/lastUpdated'],
])

/** A Device as the fields of one of ours; `field` of what is wrong with it is the place in the resource. */
export function deviceOfResource(value: unknown, rules: ResourceRules): ResourceReading {
  const parsed = deviceResourceSchema.safeParse(value)
  if (!parsed.success) {
    const problems = describeIssues(parsed.error.issues, value).map(({ pointer, detail }) => ({
      field: pointer.slice(1),
      reason: detail,
    }))
    return { kind: 'device', value: {}, problems, warnings: [] }
  }
  const resource = parsed.data
  if (resource.status === 'entered-in-error')
    return { kind: 'skipped', reason: 'was entered in error, by its own status: it was passed over' }
  const udi = readUdiCarriers(resource, rules.today)
  const software = readSoftware(resource.version)
  const asset = readAssetTag(resource.identifier)
  const [made, expires] = [readDay(resource, 'manufactureDate'), readDay(resource, 'expirationDate')]
  const product = readReference(resource)
  const place = readPlace(resource, rules)
  const parts = [udi, software, asset, made, expires, product]
  const fields = {
    udi: udi.udi,
    di: udi.di,
    serial: udi.serial,
    lot: resource.lotNumber,
    manufacturer: resource.manufacturer,
    ref: product.value,
    assetTag: asset.value,
    softwareVersion: software.value,
    manufacturedOn: made.value,
    expiresOn: expires.value,
    presence: resource.status === 'inactive' ? 'removed' : undefined,
    observedAt: rules.defaults.observedAt ?? instantOfText(resource.meta?.lastUpdated),
    sourceVersion: /^\d{1,15}$/.test(resource.meta?.versionId ?? '')
      ? Number(resource.meta?.versionId)
      : undefined,
    ...place,
  }
  return {
    kind: 'device',
    value: Object.fromEntries(
      Object.entries(fields).filter(([, field]) => field !== undefined && String(field).trim() !== ''),
    ),
    problems: udi.problems,
    warnings: parts.flatMap(({ warnings }) => warnings),
  }
}

type Part = { readonly value?: string | undefined; readonly warnings: readonly RowProblem[] }

/** FHIR knows dates of a year or a month; ours is a day, and a month says less than none of its days. */
function readDay(resource: DeviceResource, element: 'manufactureDate' | 'expirationDate'): Part {
  const text = resource[element]
  if (text === undefined) return { warnings: [] }
  if (/^\d{4}(?:-\d\d)?$/.test(text))
    return { warnings: [{ field: element, reason: `${text} is no day: it was left unknown` }] }
  return { value: /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text, warnings: [] }
}

/** The catalogue number, which recalls print, comes before the model's. */
function readReference({ partNumber, modelNumber }: DeviceResource): Part {
  if (partNumber === undefined || modelNumber === undefined || partNumber === modelNumber)
    return { value: partNumber ?? modelNumber, warnings: [] }
  const reason = `${partNumber} was read as the catalogue number, the modelNumber ${modelNumber} was not read`
  return { value: partNumber, warnings: [{ field: 'partNumber', reason }] }
}

/** The site by the organisation's own code, in the reference's identifier or at its end; else the one the request names. */
function readPlace({ location, owner }: DeviceResource, { defaults, facilityIdOfCode }: ResourceRules) {
  const found = [location, owner]
    .flatMap((reference) => codesOf(reference))
    .map((code) => facilityIdOfCode.get(code))
    .find((facilityId) => facilityId !== undefined)
  return { facilityId: found ?? defaults.facilityId, location: location?.display }
}

const codesOf = (reference: Reference | undefined): readonly string[] =>
  [reference?.identifier?.value, reference?.reference?.split('/').at(-1)].filter((code) => code !== undefined)

function instantOfText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN
  return Number.isNaN(at) ? text : instantOf(at)
}
