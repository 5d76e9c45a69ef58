import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

const shown = 20

/** How an import went: what was taken, and the first refused rows by line, field and reason. */
export function renderImport(view: ImportView, alreadyImported: boolean): string {
  const { importId, accepted, refused, refusals } = view
  const rows = refusals.slice(0, shown).map(({ row, field, reason }) => [`${row}`, field, reason])
  const more = refusals.length - rows.length
  return [
    alreadyImported ? 'This file was imported before; nothing was stored twice.' : `Imported as ${importId}.`,
    `${counted(accepted, 'row')} accepted, ${refused} refused.`,
    ...(rows.length > 0 ? ['', renderTable(['LINE', 'FIELD', 'REASON'], rows, '')] : []),
    ...(more > 0 ? [`and ${more} more: --json lists them`] : []),
  ].join('\n')
}
