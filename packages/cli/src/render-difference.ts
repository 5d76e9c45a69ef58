import type { InventoryDifference, UnitDifference } from '@recallwire/domain/device/inventory-difference.ts'
import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

/** Examples a person reads; `--json` has up to 200 of each kind. */
const shown = 20

const endings: Readonly<Record<NonNullable<ImportView['wouldBe']>, string>> = {
  committed: 'An import asked for in the same way would take these rows.',
  'rows-refused': 'An import asked for in the same way would be refused: rows above are not acceptable.',
  'removals-need-confirmation':
    'An import asked for in the same way would be refused: more than 10 % of a facility would be removed. Add --confirm if they are gone.',
}

/** What an inventory does to the registry, by facility, with the first changes one by one. `nameOf` gives a site's own code. */
export function renderDifference(
  { difference, wouldBe }: Pick<ImportView, 'difference' | 'wouldBe'>,
  nameOf: (facilityId: string) => string,
): readonly string[] {
  if (difference === undefined) return []
  const rows = difference.facilities.map((site) => [
    nameOf(site.facilityId),
    ...[site.added, site.changed, site.unchanged, site.returning, site.removed].map(String),
  ])
  const { behind } = difference
  return [
    '',
    renderTable(
      ['FACILITY', 'NEW', 'CHANGED', 'AS BEFORE', 'BACK', 'REMOVED'],
      rows,
      'No facility is concerned.',
    ),
    ...renderExamples(difference),
    ...(behind > 0
      ? [`${counted(behind, 'row')} of earlier imports are still on the way and not counted in.`]
      : []),
    ...(wouldBe === undefined ? [] : ['', endings[wouldBe]]),
  ]
}

function renderExamples({ examples }: InventoryDifference): readonly string[] {
  if (examples.length === 0) return []
  const rows = examples
    .slice(0, shown)
    .map((unit) => [
      unit.row === undefined ? 'not listed' : `${unit.row}`,
      unit.kind === 'returning' ? 'back' : unit.kind,
      `${unit.facts.di ?? unit.facts.ref ?? ''} ${unit.facts.serial ?? unit.facts.lot ?? unit.facts.assetTag ?? ''}`.trim(),
      changesOf(unit),
    ])
  const more = examples.length - rows.length
  return [
    '',
    renderTable(['LINE', 'WHAT', 'UNIT', 'BEFORE -> AFTER'], rows, ''),
    ...(more > 0 ? [`and ${more} more: --json lists them`] : []),
  ]
}

const changesOf = ({ changes }: UnitDifference): string =>
  changes
    .map(({ field, before, after }) => `${field}: ${before ?? '(not known)'} -> ${after ?? '(not known)'}`)
    .join('; ')
