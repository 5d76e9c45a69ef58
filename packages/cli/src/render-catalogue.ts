import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import type { CatalogueDeviceView, CatalogueImportView } from '@recallwire/domain/views/catalogue-view.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

const shown = 20

/** What became of a catalogue file, and the first refused records by line and reason. */
export function renderCatalogueImport(view: CatalogueImportView, alreadyImported: boolean): string {
  const { importId, records, changed, refused, refusals } = view
  const rows = refusals.slice(0, shown).map(({ row, field, reason }) => [`${row}`, field, reason])
  const more = refusals.length - rows.length
  return [
    alreadyImported ? 'This file was imported before; nothing was stored twice.' : `Imported as ${importId}.`,
    `${counted(records, 'record')} read, ${changed} of them new or changed, ${refused} refused.`,
    ...(rows.length > 0 ? ['', renderTable(['LINE', 'FIELD', 'REASON'], rows, '')] : []),
    ...(more > 0 ? [`and ${more} more: --json lists them`] : []),
  ].join('\n')
}

/** Every record of a DI with all its identifiers, and which of these the recalls of this DI find too. */
export function renderCatalogueDevice({ di, records, links }: CatalogueDeviceView): string {
  const unsure = links.some(({ sure }) => !sure)
  return [
    ...records.map(renderRecord),
    links.length === 0
      ? `No other DI stands for the same product as ${di}.`
      : `A recall of ${di} finds units of ${links.map((link) => link.di).join(', ')} too.`,
    ...(unsure ? ['Where a DI is in more than one record, its units are possible at most.'] : []),
  ].join('\n')
}

function renderRecord(record: CatalogueRecord): string {
  const { recordKey, version, company, brand, versionOrModel, catalogueNumber, identifiers } = record
  const names = [company, brand, versionOrModel, catalogueNumber].filter((name) => name !== undefined)
  const rows = identifiers.map((identifier) => [
    identifier.di,
    identifier.type,
    identifier.agency,
    contentsOf(identifier),
    (identifier.problems ?? []).map(({ message }) => message).join('; '),
  ])
  return [
    `Record ${recordKey}, version ${version.number}: ${[...new Set(names)].join(', ')}`,
    renderTable(['DI', 'TYPE', 'AGENCY', 'CONTAINS', 'PROBLEM'], rows, 'It lists no identifier.'),
    '',
  ].join('\n')
}

const contentsOf = ({ containedDi, quantity }: CatalogueRecord['identifiers'][number]): string =>
  containedDi === undefined ? '' : `${quantity ?? '?'} x ${containedDi}`
