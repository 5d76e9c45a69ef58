import type { ContactHealth } from '@recallwire/domain/directory/contact-health.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import { defaultLanguage } from '@recallwire/domain/directory/language.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { gradeTag } from '../words/tags.ts'
import { languageOptions, languageWords } from '../words/words.ts'

export function renderFacilities(
  visit: Visit,
  page: {
    readonly facilities: readonly Facility[]
    /** Left out for whoever may not know of contacts. */
    readonly health: readonly ContactHealth[] | undefined
  },
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  const grades = page.health && new Map(page.health.map((health) => [health.facilityId, health]))
  // An operator has no sites of his own: each organisation adds its own.
  const mayAdd = visit.may('facilities.edit') && visit.actor.role !== 'operator'
  return html`${renderErrorSummary(errors)}
${renderRecords({
  caption: 'Facilities',
  columns: [
    { label: 'Facility' },
    ...(grades ? [{ label: 'Contacts' }] : []),
    { label: 'Code' },
    { label: 'City' },
    { label: 'Time zone' },
  ],
  rows: page.facilities
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((facility) => [
      html`${visit.may('contacts.read') ? html`<a class="usa-link" href="/facilities/${facility.facilityId}">${facility.name}</a>` : facility.name}${facility.provisional && html` ${renderTag('Not signed up yet', 'attention')}`}`,
      ...(grades ? [gradeTag(grades.get(facility.facilityId))] : []),
      facility.code,
      [facility.address.city, facility.address.region].filter(Boolean).join(', '),
      facility.timeZone,
    ]),
  empty: 'None yet.',
})}
${visit.may('webhooks.read') && html`<p><a class="usa-link" href="/webhooks">Webhooks to your own systems</a>: have them told of letters, beside the mail.</p>`}
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
${renderTextField({ ...field('time-zone'), label: 'Time zone', hint: 'e.g. America/Chicago. Deadlines fall due at 17:00 there.', required: true })}
${renderSelect({ ...field('language'), label: 'Language of letters and reply pages', hint: `${languageWords[defaultLanguage]} where nothing is chosen.`, options: languageOptions })}`,
})}`
}`
}
