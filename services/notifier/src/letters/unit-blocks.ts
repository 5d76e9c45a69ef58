import type { Case, CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { calendarDate } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { Block } from './letter-content.ts'

type Table = Extract<Block, { kind: 'table' }>

/** A mail reader cuts letters off at about 100 kB: the rest of a long list is on the reply page. */
const longestTable = 200

export const unitsNamed = (on: Case, custodyIds: readonly string[]): readonly CaseUnit[] =>
  on.units.filter((unit) => custodyIds.includes(unit.custodyId))

/** What a person finds on the unit's label. */
export function markOf(facts: CaseUnit['facts'], texts: Texts): string {
  if (facts.serial !== undefined) return texts.serial(facts.serial)
  if (facts.lot !== undefined) return texts.lot(facts.lot, facts.quantity)
  return texts.unmarked(facts.quantity)
}

/** One table per product and identifier, so that neither is repeated on every line; columns nobody filled are left out. */
export function unitTables(
  units: readonly CaseUnit[],
  content: NoticeContent,
  texts: Texts,
  why: (unit: CaseUnit) => string = (unit) => whyOf(unit, texts),
): readonly Table[] {
  const groups = Map.groupBy(units, (unit) => productLine(unit, content))
  return [...groups].map(([caption, members]) => unitTable(caption, members, texts, why))
}

/** Why this unit, as one sentence; for a unit that may be affected, with the question that decides. */
export function whyOf(unit: CaseUnit, texts: Texts): string {
  const { because, missing } = unit.verdict
  return [
    texts.because(because),
    missing && texts.decides[missing],
    unit.surfaced &&
      texts.surfaced(unit.surfaced.disposition, calendarDate(unit.surfaced.at.slice(0, 10), texts.locale)),
  ]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** The product with the identifier the facility's own record has: that is what it is looked up by. */
export function productLine(unit: CaseUnit, content: NoticeContent): string {
  const product = content.products.find((candidate) => candidate.productId === unit.verdict.productId)
  const { di, ref } = unit.facts
  return [
    product?.name ?? unit.verdict.productId,
    di === undefined ? undefined : `UDI-DI ${di}`,
    ref === undefined ? undefined : `REF ${ref}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ')
}

function unitTable(
  caption: string,
  units: readonly CaseUnit[],
  texts: Texts,
  why: (unit: CaseUnit) => string,
): Table {
  const { unitColumns, notRecorded } = texts
  const columns = [
    { label: unitColumns.mark, cell: (unit: CaseUnit) => markOf(unit.facts, texts) },
    { label: unitColumns.assetTag, cell: (unit: CaseUnit) => unit.facts.assetTag },
    { label: unitColumns.software, cell: (unit: CaseUnit) => unit.facts.softwareVersion },
    { label: unitColumns.why, cell: why },
  ].filter(({ cell }) => units.some((unit) => cell(unit) !== undefined))
  const rows = units
    .slice(0, longestTable)
    .map((unit) => columns.map(({ cell }) => cell(unit) ?? notRecorded))
  const left = units.length - longestTable
  const more = columns.map((_column, index) =>
    index === 0 ? texts.further(left) : index === columns.length - 1 ? texts.furtherWhy : '',
  )
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ label }) => label),
    rows: left > 0 ? [...rows, more] : rows,
  }
}
