import { recogniseWindow } from './read-labelled-dates.ts'
import { type Reading, setRoles } from './reading.ts'
import type { DraftGroup, UnitTerm } from './scope-draft.ts'
import type { Token } from './tokenise.ts'

/**
 * "Distribution Dates: April 2019 to May 2020", and "Lots A1, A2. Distributed from …". No record of a unit tells when it was
 * sold: what such words do is settled when all is read. Gives the index after them, or undefined where none stand.
 */
export function readDistribution(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const start =
    afterHeading(tokens, at) ?? (followsList(reading, at) ? afterParticiple(tokens, at) : undefined)
  const window = start === undefined ? undefined : recogniseWindow(tokens, start)
  if (window === undefined) return undefined
  reading.distributed.push({ from: at, next: window.next })
  return window.next
}

/**
 * Where every product has a list of its own, the days on which these units were sold describe or narrow it, and put no
 * other unit into it. Beside "all units", or no list at all, they decide, and a person reads them.
 */
export function settleDistribution(reading: Reading, groups: readonly DraftGroup[]): void {
  const isListed = groups.every(
    ({ units, namesUnread }) =>
      !namesUnread && units.length > 0 && units.every(({ kind }) => lists.has(kind)),
  )
  if (groups.length === 0 || !isListed) return
  for (const { from, next } of reading.distributed) setRoles(reading, from, next, 'harmless')
}

const lists: ReadonlySet<UnitTerm['kind']> = new Set(['mark', 'range', 'prefix'])

/** "Distribution Dates:", "Ship date range:", "Dates of distribution:". */
function afterHeading(tokens: readonly Token[], at: number): number | undefined {
  const [one, two, three] = [tokens[at]?.key ?? '', tokens[at + 1]?.key ?? '', tokens[at + 2]?.key ?? '']
  const leads = sales.has(one) && dates.has(two)
  const trails = dates.has(one) && two === 'of' && sales.has(three)
  if (!leads && !trails) return undefined
  let next = at + (leads ? 2 : 3)
  if (/^ranges?$/.test(tokens[next]?.key ?? '')) next += 1
  while (/^[:-]$/.test(tokens[next]?.key ?? '')) next += 1
  return next
}

const afterParticiple = (tokens: readonly Token[], at: number): number | undefined =>
  /^(?:distributed|shipped|sold)$/.test(tokens[at]?.key ?? '') ? at + 1 : undefined

/** Dates, quantities and a product may stand between: "Lot A1 (48 units). Distributed …". In "A1; units distributed …" other units begin. */
function followsList({ items, tokens, roles }: Reading, at: number): boolean {
  const last = items.at(-1)
  const units = items.findLast(({ kind }) => kind !== 'di' && kind !== 'ref')
  if (last === undefined || units?.kind !== 'term' || !lists.has(units.term.kind)) return false
  const isBehind = last.next === at || tokens[at - 1]?.kind === 'punctuation'
  return isBehind && !roles.slice(last.next, at).includes('may-matter')
}

const sales: ReadonlySet<string> = new Set(
  'distribution distributed ship shipping shipment shipped sales sale'.split(' '),
)
const dates: ReadonlySet<string> = new Set(['date', 'dates'])
