const legalForms =
  /\b(?:incorporated|inc|llc|l l c|corporation|corp|company|co|limited|ltd|gmbh|ag|sa|bv|plc|lp)\b/g

const core = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(legalForms, ' ')
    .replaceAll(/\s+/g, '')

/**
 * Whether two names may be one firm: legal forms, punctuation and a longer name ("Northwind Devices Inc., Pump Division")
 * aside. Only ever a reason to ask a person.
 */
export function mayBeSameFirm(one: string, other: string): boolean {
  const [a, b] = [core(one), core(other)]
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a))
}
