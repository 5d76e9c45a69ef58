/** One device as a file gives it, under one set of names; every value is still the file's own text. */
export type DeviceFields = {
  readonly recordKey: string | undefined
  readonly versionNumber: string | undefined
  readonly versionDate: string | undefined
  readonly versionStatus: string | undefined
  readonly recordStatus: string | undefined
  readonly company: string | undefined
  readonly brand: string | undefined
  readonly versionOrModel: string | undefined
  readonly catalogueNumber: string | undefined
  readonly distributionStatus: string | undefined
  readonly distributionEndedOn: string | undefined
  readonly lot: string | undefined
  readonly serial: string | undefined
  readonly expiryDate: string | undefined
  readonly manufactureDate: string | undefined
  readonly donationId: string | undefined
  readonly identifiers: readonly IdentifierFields[]
}

export type IdentifierFields = {
  readonly di: string | undefined
  readonly type: string | undefined
  readonly agency: string | undefined
  readonly containedDi: string | undefined
  readonly quantity: string | undefined
  readonly status: string | undefined
  readonly discontinuedOn: string | undefined
}

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of a field; a file says "nothing" by leaving it out, by null and by "". */
export function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' ? undefined : text
}

export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name]
  return Array.isArray(value) ? value.filter(isFields) : []
}
