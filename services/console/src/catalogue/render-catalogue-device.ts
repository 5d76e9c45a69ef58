import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import type { CatalogueDeviceView } from '@recallwire/domain/views/catalogue-view.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'

/** Every record of a DI with all its identifiers, and which of these a recall of this DI finds too. */
export function renderCatalogueDevice({ di, records, links }: CatalogueDeviceView): Html {
  const unsure = links.filter(({ sure }) => !sure)
  return html`<h2>${di}</h2>
<p>${
    links.length === 0
      ? 'No other identifier stands for the same product.'
      : html`A recall of it finds units of ${links.map((link, index) => html`${index > 0 && ', '}${linkTo(link.di)}`)} too.`
  }</p>
${
  unsure.length > 0 &&
  renderAlert({
    tone: 'warning',
    body: `More than one record lists ${unsure.map((link) => link.di).join(', ')}: units of it are possible at most, and a person decides.`,
  })
}${records.map((record) => renderRecord(record, di))}`
}

function renderRecord(record: CatalogueRecord, asked: string): Html {
  const { recordKey, version, recordStatus, distribution, onLabel } = record
  const label = [
    onLabel.lot && 'lot',
    onLabel.serial && 'serial number',
    onLabel.manufactureDate && 'date of manufacture',
    onLabel.expiryDate && 'expiry date',
    onLabel.donationId && 'donation number',
  ].filter((name) => name !== false)
  return html`<h3>${record.brand ?? record.versionOrModel ?? recordKey}</h3>
${renderDefinitionList([
  { term: 'Company', value: record.company },
  { term: 'Version or model', value: record.versionOrModel ?? 'not recorded' },
  { term: 'Catalogue number', value: record.catalogueNumber ?? 'not recorded' },
  { term: 'On the label', value: label.length === 0 ? 'no lot, serial number or date' : label.join(', ') },
  {
    term: 'Distribution',
    value: [distribution.status ?? 'not recorded', distribution.endedOn && `ended ${distribution.endedOn}`]
      .filter(Boolean)
      .join(', '),
  },
  {
    term: 'Record',
    value: [recordKey, `version ${version.number}`, version.date, recordStatus].filter(Boolean).join(', '),
  },
])}
${renderRecords({
  caption: 'Identifiers of the product',
  columns: [{ label: 'Identifier' }, { label: 'What it names' }, { label: 'Contains' }, { label: 'Remarks' }],
  rows: record.identifiers.map((identifier) => [
    identifier.di === asked ? html`<strong>${identifier.di}</strong>` : linkTo(identifier.di),
    `${typeWords[identifier.type]} (${agencyWords[identifier.agency]})`,
    identifier.containedDi === undefined
      ? ''
      : html`${identifier.quantity ?? 'an unknown number'} × ${linkTo(identifier.containedDi)}`,
    [
      ...(identifier.status === undefined ? [] : [identifier.status]),
      ...(identifier.discontinuedOn === undefined ? [] : [`discontinued ${identifier.discontinuedOn}`]),
      ...(identifier.problems ?? []).map(({ message }) => message),
    ].join('; '),
  ]),
  empty: 'The record lists none.',
})}`
}

const linkTo = (di: string): Html =>
  html`<a class="usa-link" href="/catalogue?${new URLSearchParams({ di }).toString()}">${di}</a>`

const typeWords: Readonly<Record<CatalogueRecord['identifiers'][number]['type'], string>> = {
  primary: 'the unit: primary',
  secondary: 'the unit: secondary',
  package: 'a package',
  'unit-of-use': 'the unit of use',
  'direct-marking': 'the unit: marked on it',
  previous: 'the unit: earlier primary',
  unknown: 'not understood',
}

const agencyWords: Readonly<Record<CatalogueRecord['identifiers'][number]['agency'], string>> = {
  gs1: 'GS1',
  hibcc: 'HIBCC',
  iccbba: 'ICCBBA',
  ndc: 'NDC',
  unknown: 'agency unknown',
}
