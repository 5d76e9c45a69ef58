/** A posted form: a name given several times (check boxes) comes as a list. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** The first value of a field without blanks around it; empty where it is missing. */
export function fieldValue(values: FormValues, name: string): string {
  const value = values[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

export function fieldValues(values: FormValues, name: string): readonly string[] {
  const value = values[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

export type UnitField = 'disposition' | 'quantity' | 'software' | 'serial' | 'lot' | 'here'

/** The name (and id) of a unit's field. Lines beyond the first belong to a lot that is split between several answers. */
export const unitField = (field: UnitField, custodyId: string, line = 1): string =>
  line === 1 ? `${field}-${custodyId}` : `${field}-${custodyId}-${line}`

/** A lot may be split between so many answers on this form. */
export const linesOf = (quantity: number | undefined): readonly number[] =>
  quantity !== undefined && quantity > 1 ? [1, 2, 3] : [1]
