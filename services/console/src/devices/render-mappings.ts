import {
  deviceColumns,
  type InventoryMapping,
  type MappingView,
} from '@recallwire/domain/device/inventory-mapping.ts'
import { renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { type FormFields, readFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'

/** How an organisation's lists call their columns: what is remembered, and a form for one more or a change. */
export function renderMappings(
  mappings: readonly MappingView[],
  hidden: HiddenValues,
  given: FormFields,
  errors: Readonly<Record<string, string>> = {},
): Html {
  const known = mappings.find(({ name }) => name === given.text('edit'))
  return html`${renderErrorSummary(Object.entries(errors).map(([field, message]) => ({ field, message })))}<p>A mapping says which field of a device each column of your list is. It is remembered by its name and chosen with an upload.</p>
${renderRecords({
  caption: 'Mappings of your organisation',
  columns: [{ label: 'Name' }, { label: 'Columns' }, { label: 'Left unread' }],
  rows: mappings.map(({ name, mapping }) => [
    html`<a class="usa-link" href="/devices/mappings?edit=${encodeURIComponent(name)}">${name}</a>`,
    columnsOf(mapping)
      .filter(([, field]) => field !== null)
      .map(([heading, field]) => `${heading} is ${field}`)
      .join(', '),
    columnsOf(mapping)
      .filter(([, field]) => field === null)
      .map(([heading]) => heading)
      .join(', '),
  ]),
  empty: 'None is stored.',
})}
<h2>${known === undefined ? 'Store a mapping' : `Change ${known.name}`}</h2>
${renderMappingForm(hidden, known === undefined ? given : readFields({ name: known.name, columns: linesOf(known.mapping) }), errors)}
<p><a class="usa-link" href="/devices#upload">Back to the upload</a></p>`
}

export const renderMappingForm = (
  hidden: HiddenValues,
  given: FormFields,
  errors: Readonly<Record<string, string>> = {},
): Html =>
  renderForm({
    action: '/devices/mappings',
    hidden,
    submit: 'Store the mapping',
    body: html`${renderTextField({
      name: 'name',
      label: 'Name',
      hint: 'Letters, digits, dots and hyphens.',
      value: given.text('name'),
      error: errors.name,
    })}
${renderTextArea({
  name: 'columns',
  label: 'Columns, one on each line: heading = field',
  hint: `Leave the field empty for a column that is knowingly left unread. Fields: ${deviceColumns.options.join(', ')}.`,
  rows: 8,
  value: given.text('columns'),
  error: errors.columns,
})}`,
  })

const columnsOf = ({ columns }: InventoryMapping) => Object.entries(columns)

export const linesOf = (mapping: InventoryMapping): string =>
  columnsOf(mapping)
    .map(([heading, field]) => lineOf(heading, field))
    .join('\n')

/** A column as a line of the form. */
export const lineOf = (heading: string, field: string | null | undefined): string =>
  field === null || field === undefined ? `${heading} =` : `${heading} = ${field}`
