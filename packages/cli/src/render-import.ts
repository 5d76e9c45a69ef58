import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderDifference } from './render-difference.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

const shown = 20

/** How an import went: what was taken, and the first refused rows by line, field and reason. */
export function renderImport(
  view: ImportView,
  alreadyImported: boolean,
  nameOf: (facilityId: string) => string = (facilityId) => facilityId,
): string {
  const { accepted, refused, refusals, warnings } = view
  return [
    beginningOf(view, alreadyImported),
    `${counted(accepted, 'row')} accepted, ${refused} refused.`,
    ...renderRemarks('', refusals),
    ...renderRemarks(`${counted(warnings.length, 'remark')} on accepted rows:`, warnings),
    ...renderDifference(view, nameOf),
  ].join('\n')
}

function beginningOf({ importId, dryRun }: ImportView, alreadyImported: boolean): string {
  if (dryRun === true) return 'Checked; nothing was stored.'
  return alreadyImported
    ? 'This file was imported before; nothing was stored twice.'
    : `Imported as ${importId}.`
}

function renderRemarks(heading: string, remarks: ImportView['refusals']): readonly string[] {
  if (remarks.length === 0) return []
  const rows = remarks.slice(0, shown).map(({ row, field, reason }) => [`${row}`, field, reason])
  const more = remarks.length - rows.length
  return [
    '',
    ...(heading === '' ? [] : [heading]),
    renderTable(['LINE', 'FIELD', 'REASON'], rows, ''),
    ...(more > 0 ? [`and ${more} more: --json lists them`] : []),
  ]
}
