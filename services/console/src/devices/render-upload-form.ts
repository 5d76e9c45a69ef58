import type { MappingView } from '@recallwire/domain/device/inventory-mapping.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import {
  renderCheckbox,
  renderSelect,
  renderTextArea,
  renderTextField,
} from '@recallwire/html/form-components.ts'
import { type HiddenValues, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'

/** How a list comes in: as a file or pasted, read by our own names of columns or by a mapping of the organisation's. */
export function renderUploadForm(
  facilities: readonly Facility[],
  chosen: Facility,
  mappings: readonly MappingView[],
  hidden: HiddenValues,
): Html {
  const options = facilities.map((facility) => ({ value: facility.facilityId, label: facility.name }))
  return html`<h2 id="upload">Upload a list</h2>
<p>CSV with a heading row. Known columns: facilityId or facility_code, udi, di, manufacturer, ref, serial, lot, quantity,
assetTag, softwareVersion, manufacturedOn, expiresOn, location, presence, observedAt. A column with another name is refused,
so that nothing is left unread: say once <a class="usa-link" href="/devices/mappings">how your columns are called</a>, and choose that below.
The list is checked first. You see what it would change, and nothing is stored before you say so.</p>
${renderForm({
  action: '/devices/import',
  upload: true,
  hidden,
  submit: 'Check the list',
  body: html`${renderSelect({
    name: 'facilityId',
    label: 'Facility, for rows that name none',
    value: facilities.length === 1 ? chosen.facilityId : '',
    options,
  })}
${
  mappings.length > 0 &&
  renderSelect({
    name: 'mapping',
    label: 'Mapping, for a list whose columns are called otherwise',
    // Who has one kind of list uploads it again.
    value: mappings.length === 1 ? (mappings[0]?.name ?? '') : '',
    options: mappings.map(({ name }) => ({ value: name, label: name })),
  })
}
${renderSelect({
  name: 'encoding',
  label: 'Encoding of the file, if it is not Unicode',
  value: '',
  options: [{ value: 'windows-1252', label: 'Windows-1252 (older Windows programs)' }],
})}
${renderCheckbox({ name: 'complete', value: 'true', label: 'This is everything the facility holds: what it does not list is gone' })}
${renderCheckbox({ name: 'acceptPartial', value: 'true', label: 'Keep the good rows if others are refused' })}
${renderTextArea({ name: 'pasted', label: 'Paste rows here, or choose a file', rows: 5, hint: 'With the heading row.' })}
${renderTextField({ name: 'file', label: 'CSV file', type: 'file', accept: '.csv,text/csv' })}`,
})}`
}
