import type { ScopeDraft, UnitTerm } from './scope-draft.ts'
import { textOfSpan } from './scope-draft.ts'

/** A draft in the short words of the examples. */
export const describeDraft = (draft: ScopeDraft) => ({
  groups: draft.groups.map(({ dis, refs, units, exceptions }) => ({
    ...(dis.length > 0 ? { dis: dis.map((di) => di.value) } : {}),
    ...(refs.length > 0 ? { refs: refs.map((ref) => ref.value) } : {}),
    units: units.map(describeTerm),
    ...(exceptions.length > 0 ? { exceptions: exceptions.map(describeTerm) } : {}),
  })),
  mayMatter: draft.remainders
    .filter((remainder) => remainder.weight === 'may-matter')
    .map((remainder) => textOfSpan(draft.text, remainder.span)),
})

/** A draft on one line, e.g. `ref A di 09…: lot A1, serial B1..B9 but serial B5 | ref B: all`. */
export function describeLine(draft: ScopeDraft): { readonly says: string; readonly unread: string } {
  const { groups, mayMatter } = describeDraft(draft)
  const says = groups.map(({ dis = [], refs = [], units, exceptions = [] }) => {
    const products = [...new Set([...refs.map((ref) => `ref ${ref}`), ...dis.map((di) => `di ${di}`)])].join(
      ' ',
    )
    const said = [units.join(', '), exceptions.join(', ')].filter((part) => part !== '').join(' but ')
    return [products, said].filter((part) => part !== '').join(': ')
  })
  return { says: says.join(' | '), unread: mayMatter.join(' ~ ') }
}

function describeTerm(term: UnitTerm): string {
  switch (term.kind) {
    case 'all':
      return 'all'
    case 'mark':
      return `${term.of} ${term.value}`
    case 'prefix':
      return `${term.of} prefix ${term.value}`
    case 'range':
      return `${term.of} ${term.from}..${term.to}`
    case 'bound':
      return `${term.of} ${term.inclusive ? '' : 'beyond '}${term.side} ${term.value}`
    case 'software':
      return `software ${term.relation} ${term.value}`
    case 'versions':
      return `software ${term.from}..${term.to}`
    case 'manufactured':
    case 'expires':
      return `${term.kind} ${term.from ?? ''}..${term.to ?? ''}`
    default:
      return term satisfies never
  }
}

/** Everything a draft took from the text as a value, with the words it stands in. */
export function valuesOf(
  draft: ScopeDraft,
): readonly { readonly words: readonly string[]; readonly taken: string }[] {
  return draft.groups.flatMap(({ dis, refs, units, exceptions }) => [
    ...[...dis, ...refs].map(({ value, span }) => ({
      words: [value],
      taken: textOfSpan(draft.text, span).replace(/[\u2010-\u2014\u2212]/g, '-'),
    })),
    ...[...units, ...exceptions].map((term) => ({
      words: wordsOf(term),
      taken: textOfSpan(draft.text, term.span),
    })),
  ])
}

function wordsOf(term: UnitTerm): readonly string[] {
  switch (term.kind) {
    case 'mark':
    case 'prefix':
    case 'bound':
    case 'software':
      return [term.value]
    case 'range':
    case 'versions':
      return [term.from, term.to]
    case 'all':
    case 'manufactured':
    case 'expires':
      return []
    default:
      return term satisfies never
  }
}
