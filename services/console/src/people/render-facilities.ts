import { type Contact, contactRoles, type Facility } from '@recallwire/domain/directory/facility.ts'
import { renderDefinitionList, renderTag } from '@recallwire/html/components.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'

const contactRoleWords: Readonly<Record<(typeof contactRoles)[number], string>> = {
  'recall-coordinator': 'Recall coordinator',
  'biomedical-engineering': 'Biomedical engineering',
  'risk-management': 'Risk management',
  executive: 'Executive',
}

export function renderFacilities(
  visit: Visit,
  facilities: readonly Facility[],
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  // An operator has no sites of his own: each organisation adds its own.
  const mayAdd = visit.may('facilities.edit') && visit.actor.role !== 'operator'
  return html`${renderErrorSummary(errors)}
${renderRecords({
  caption: 'Facilities',
  columns: [{ label: 'Facility' }, { label: 'Code' }, { label: 'City' }, { label: 'Time zone' }],
  rows: facilities
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((facility) => [
      html`${visit.may('contacts.read') ? html`<a class="usa-link" href="/facilities/${facility.facilityId}">${facility.name}</a>` : facility.name}${facility.provisional && html` ${renderTag('Not signed up yet', 'attention')}`}`,
      facility.code,
      [facility.address.city, facility.address.region].filter(Boolean).join(', '),
      facility.timeZone,
    ]),
  empty: 'None yet.',
})}
${
  mayAdd &&
  html`<h2>Add a facility</h2>
${renderForm({
  action: '/facilities',
  hidden: visit.hidden(),
  submit: 'Add the facility',
  body: html`${renderTextField({ ...field('code'), label: 'Your own code of the site', hint: 'It stays: the same code is the same site.', required: true })}
${renderTextField({ ...field('name'), label: 'Name', required: true })}
${renderTextField({ ...field('street'), label: 'Street', required: true, autocomplete: 'street-address' })}
${renderTextField({ ...field('city'), label: 'City', required: true })}
${renderTextField({ ...field('region'), label: 'State or region' })}
${renderTextField({ ...field('postal-code'), label: 'Postal code', required: true })}
${renderTextField({ ...field('country'), label: 'Country', hint: 'Two letters, e.g. US.', required: true, maxLength: 2 })}
${renderTextField({ ...field('time-zone'), label: 'Time zone', hint: 'e.g. America/Chicago. Deadlines fall due at 17:00 there.', required: true })}`,
})}`
}`
}

export function renderFacility(
  visit: Visit,
  facility: Facility,
  contacts: readonly Contact[],
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  const { address } = facility
  return html`${renderErrorSummary(errors)}${renderDefinitionList([
    { term: 'Code', value: facility.code },
    {
      term: 'Address',
      value: [address.street, address.city, address.region, address.postalCode, address.country]
        .filter(Boolean)
        .join(', '),
    },
    { term: 'Time zone', value: facility.timeZone },
  ])}
<h2>Contacts</h2>
<p>Letters go to the first of them; escalations climb down the list. The facility's own contacts come before those a firm supplied.</p>
${renderRecords({
  caption: 'Contacts in the order in which they are written to',
  columns: [
    { label: 'Name' },
    { label: 'For' },
    { label: 'E-mail' },
    { label: 'Phone' },
    { label: 'Supplied by' },
  ],
  rows: contacts.map((contact) => [
    contact.name,
    contactRoleWords[contact.role],
    contact.email,
    contact.phone ?? 'none',
    contact.suppliedBy === 'facility' ? 'the facility' : 'a firm',
  ]),
  empty: 'No contact: no letter could go to this facility, and somebody would have to phone.',
})}
${
  visit.may('contacts.edit') &&
  html`<h2>Add a contact</h2>
${renderForm({
  action: `/facilities/${facility.facilityId}/contacts`,
  hidden: visit.hidden(),
  submit: 'Add the contact',
  body: html`${renderTextField({ ...field('contact-name'), label: 'Name', required: true })}
${renderSelect({ ...field('contact-role'), label: 'For', required: true, options: contactRoles.map((value) => ({ value, label: contactRoleWords[value] })) })}
${renderTextField({ ...field('contact-email'), label: 'E-mail', type: 'email', required: true })}
${renderTextField({ ...field('contact-phone'), label: 'Phone', type: 'tel' })}
${renderTextField({ ...field('contact-order'), label: 'Position among contacts of this kind', hint: '1 is written to first.', inputMode: 'numeric' })}`,
})}`
}`
}
