import {
  type FacilityDifference,
  type FieldChange,
  type InventoryDifference,
  percentUnlisted,
  type UnitDifference,
} from '@recallwire/domain/device/inventory-difference.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { unitName } from '../cases/unit-words.ts'
import { renderRecords } from '../words/table.ts'
import { plural } from '../words/words.ts'

/** What a list does to the registry: counts for each facility, and the first units of each kind with what changes. */
export function renderDifference(
  one: ImportView,
  difference: InventoryDifference,
  facilities: readonly Facility[],
): Html {
  const isDone = one.status === 'committed'
  return html`${
    difference.behind > 0 &&
    renderAlert({
      tone: 'warning',
      body: `${plural(difference.behind, 'row')} of earlier uploads had not arrived yet: the difference may not be exact.`,
    })
  }${renderRecords({
    caption: isDone ? 'What it changed' : 'What it would change',
    columns: [
      { label: 'Facility' },
      ...['New', 'Changed', 'Back again', 'Removed', 'As before', 'Older than known'].map((label) => ({
        label,
        numeric: true,
      })),
    ],
    rows: difference.facilities.map((row) => [
      nameOf(row.facilityId, facilities),
      row.added,
      row.changed,
      row.returning,
      row.removed,
      row.unchanged - row.older,
      row.older,
    ]),
    empty: 'Nothing: the list has no row.',
  })}${kinds.map(({ kind, caption }) => renderUnits(caption, ofKind(difference, kind)))}`
}

const kinds = [
  { kind: 'removed', caption: 'Removed' },
  { kind: 'changed', caption: 'Changed' },
  { kind: 'returning', caption: 'Back again' },
  { kind: 'added', caption: 'New' },
] as const

const ofKind = ({ examples }: InventoryDifference, kind: UnitDifference['kind']) =>
  examples.filter((example) => example.kind === kind)

const mostShown = 50

function renderUnits(caption: string, units: readonly UnitDifference[]): Html | undefined {
  if (units.length === 0) return undefined
  const shown = units.slice(0, mostShown)
  const haveChanges = shown.some(({ changes }) => changes.length > 0)
  return renderRecords({
    caption: shown.length < units.length ? `${caption}, the first ${mostShown}` : caption,
    columns: [
      { label: 'Unit' },
      { label: 'Product' },
      { label: 'Row', numeric: true },
      ...(haveChanges ? [{ label: 'What changes' }] : []),
    ],
    rows: shown.map(({ facts, row, changes }) => [
      unitName(facts),
      facts.di ?? [facts.manufacturer, facts.ref].filter(Boolean).join(' '),
      row ?? 'not listed',
      ...(haveChanges ? [changes.map(changeWords).join('; ')] : []),
    ]),
  })
}

function changeWords({ field, before, after }: FieldChange): string {
  if (before === undefined) return `${field}: ${after}`
  return after === undefined ? `${field}: no longer ${before}` : `${field}: ${before} → ${after}`
}

/** "Northmere General: 12 of 40 units (30 %) are not on the list." */
export const lossSentence = (loss: FacilityDifference, facilities: readonly Facility[]): string =>
  `${nameOf(loss.facilityId, facilities)}: ${loss.unlisted} of ${plural(loss.live ?? 0, 'unit')} (${percentUnlisted(loss)} %) ${
    loss.unlisted === 1 ? 'is' : 'are'
  } not on the list.`

const nameOf = (facilityId: string, facilities: readonly Facility[]): string =>
  facilities.find((one) => one.facilityId === facilityId)?.name ?? facilityId
