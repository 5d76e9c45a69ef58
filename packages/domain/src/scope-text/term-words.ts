import type { UnitTerm } from './scope-draft.ts'

const kinds = { lot: 'lot', serial: 'serial', either: 'lot or serial' } as const
const relations = {
  is: '',
  begins: 'beginning ',
  'at-least': 'at least ',
  above: 'above ',
  'at-most': 'at most ',
  below: 'below ',
} as const

/** A term as a person says it, e.g. `serial AP0447 to AP0463`. */
export function termWords(term: UnitTerm): string {
  switch (term.kind) {
    case 'all':
      return 'all units'
    case 'mark':
      return `${kinds[term.of]} ${term.value}`
    case 'prefix':
      return `${kinds[term.of]} beginning ${term.value}`
    case 'range':
      return `${kinds[term.of]} ${term.from} to ${term.to}`
    case 'bound':
      return `${kinds[term.of]} ${term.side} ${term.value}${term.inclusive ? '' : ', itself excluded'}`
    case 'software':
      return `software ${relations[term.relation]}${term.value}`
    case 'versions':
      return `software ${term.from} to ${term.to}`
    case 'manufactured':
    case 'expires':
      return `${term.kind} ${[term.from && `from ${term.from}`, term.to && `to ${term.to}`].filter(Boolean).join(' ')}`
    default:
      return term satisfies never
  }
}
