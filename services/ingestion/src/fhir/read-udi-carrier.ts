import { normaliseDi } from '@recallwire/domain/device/device-identifier.ts'
import { parseUdi } from '@recallwire/udi/parse-udi.ts'
import { holdsCarrier } from '../devices/check-text.ts'
import type { RowProblem } from '../devices/device-row.ts'
import { type DeviceResource, isR5, type UdiCarrier } from './device-resource.ts'

/** What a resource says of product and unit by UDI; `field` of a remark is the place in the resource. */
export type UdiReading = {
  readonly udi?: string
  readonly di?: string
  readonly serial?: string
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly RowProblem[]
}

/**
 * Reads the carriers of a Device. The scanned text (`carrierAIDC`) comes before the printed one (`carrierHRF`), since it alone
 * has the separators; a whole carrier in `deviceIdentifier` or `serialNumber` is taken for what it is, with a remark. Two
 * carriers of different products are for the sender to settle.
 */
export function readUdiCarriers(resource: DeviceResource, today: string): UdiReading {
  const warnings: RowProblem[] = []
  const remark = (field: string, reason: string) => warnings.push({ field, reason })
  const carriers = resource.udiCarrier.map((carrier, index) =>
    readCarrier(carrier, `udiCarrier/${index}`, today, remark),
  )
  if (isR5(resource)) remarkOnMissing(resource.udiCarrier, remark)
  const problems = reportSecondProduct(carriers)
  const first = carriers.find(({ udi }) => udi !== undefined) ?? carriers[0]
  const serial = resource.serialNumber
  const isCarrier = serial !== undefined && isWholeCarrier(serial, today)
  if (isCarrier)
    remark(
      'serialNumber',
      first?.udi === undefined
        ? 'holds a whole UDI carrier: it was read as one'
        : 'holds a whole UDI carrier: the one in udiCarrier was read',
    )
  const udi = first?.udi ?? (isCarrier ? serial : undefined)
  return {
    ...(udi === undefined ? {} : { udi }),
    ...(first?.di === undefined ? {} : { di: first.di }),
    ...(serial === undefined || isCarrier ? {} : { serial }),
    problems,
    warnings,
  }
}

type CarrierReading = { readonly udi?: string; readonly di?: string; readonly product?: string | undefined }
type Remark = (field: string, reason: string) => void

function readCarrier(carrier: UdiCarrier, at: string, today: string, remark: Remark): CarrierReading {
  const scanned = carrier.carrierAIDC === undefined ? undefined : readScan(carrier.carrierAIDC, at, remark)
  const printed = carrier.carrierHRF?.trim() === '' ? undefined : carrier.carrierHRF
  const given = carrier.deviceIdentifier?.trim() === '' ? undefined : carrier.deviceIdentifier
  const text = scanned ?? printed
  const read = given === undefined ? undefined : normaliseDi(given)
  if (given === undefined || read?.kind === 'di' || !isWholeCarrier(given, today)) {
    const udi = text === undefined ? {} : { udi: text }
    const product =
      read?.kind === 'di' ? read.di : text === undefined ? undefined : parseUdi(text, { today }).di
    return given === undefined ? { ...udi, product } : { ...udi, di: given, product }
  }
  remark(`${at}/deviceIdentifier`, 'holds a carrier, not the device identifier alone: it was read as one')
  const { di } = parseUdi(given, { today })
  return { udi: text ?? given, ...(di === undefined ? {} : { di }), product: di }
}

/** Base64 of what a scanner sends; found as plain text as well. */
function readScan(value: string, at: string, remark: Remark): string | undefined {
  const field = `${at}/carrierAIDC`
  const packed = value.replaceAll(/\s/g, '')
  const isBase64 = packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed)
  const text = isBase64 ? Buffer.from(packed, 'base64').toString('latin1') : ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the group separator is what a scan is read for
  if (/^[\u001d\u0020-\u007e\r\n\t]+$/.test(text)) return text
  if (/^(?:\]|\(01\)|\+|=|01\d{14})/.test(value)) {
    remark(field, 'is not base64, as FHIR asks, but plain text: it was read as it is')
    return value
  }
  if (value.trim() !== '') remark(field, 'is no base64 of a scanned text: it was not read')
  return undefined
}

function isWholeCarrier(text: string, today: string): boolean {
  if (holdsCarrier(text.trim())) return true
  if (!/^(?:\]|\(|\+|=|https?:)/i.test(text)) return false
  const { di, problems } = parseUdi(text, { today })
  return di !== undefined && !problems.some(({ severity }) => severity === 'error')
}

function remarkOnMissing(carriers: readonly UdiCarrier[], remark: Remark): void {
  for (const [index, carrier] of carriers.entries()) {
    for (const element of ['deviceIdentifier', 'issuer'] as const) {
      if (carrier[element] === undefined)
        remark(`udiCarrier/${index}/${element}`, 'is missing, which FHIR R5 asks for')
    }
  }
}

function reportSecondProduct(carriers: readonly CarrierReading[]): readonly RowProblem[] {
  const known = carriers.flatMap(({ product }) => (product === undefined ? [] : [product]))
  const other = known.find((product) => product !== known[0])
  if (other === undefined) return []
  const reason = `two carriers name two products, ${known[0]} and ${other}: send the one that is on this device`
  return [{ field: 'udiCarrier', reason }]
}
