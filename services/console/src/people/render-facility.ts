import type { ContactHealth } from '@recallwire/domain/directory/contact-health.ts'
import { contactRoles, type Facility } from '@recallwire/domain/directory/facility.ts'
import { healthSentence } from '@recallwire/domain/directory/health-sentence.ts'
import { languageOf } from '@recallwire/domain/directory/language.ts'
import type { ContactView } from '@recallwire/domain/views/contact-view.ts'
import { renderDefinitionList } from '@recallwire/html/components.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderButtonForm, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { gradeTag, standingTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { contactRoleWords, languageOptions, languageWords } from '../words/words.ts'

export type FacilityPage = {
  readonly facility: Facility
  readonly contacts: readonly ContactView[]
  readonly health: ContactHealth
}

/** One site: where it is, who is written to there, and how far that can be relied on. */
export function renderFacility(
  visit: Visit,
  { facility, contacts, health }: FacilityPage,
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
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
    { term: 'Language', value: languageWords[languageOf(undefined, facility)] },
    { term: 'Contacts', value: renderGrade(health) },
  ])}
<h2>Contacts</h2>
<p>Letters go to the first of them; escalations climb down the list. Addresses that somebody confirmed come before those
nobody has; the facility's own contacts come before those a firm supplied.</p>
${renderRecords({
  caption: 'Contacts in the order in which they are written to',
  columns: [
    { label: 'Name' },
    { label: 'For' },
    { label: 'E-mail' },
    { label: 'Is the address right?' },
    { label: 'Phone' },
    { label: 'Language' },
    { label: 'Supplied by' },
  ],
  rows: contacts.map((contact) => [
    contact.name,
    contactRoleWords[contact.role],
    contact.email,
    html`${standingTag(contact.standing)}${renderKnown(contact, facility.timeZone)}${renderAskAgain(visit, contact)}`,
    html`<span class="text-no-wrap">${contact.phone ?? 'none'}</span>`,
    languageWords[languageOf(contact, facility)],
    contact.suppliedBy === 'facility' ? 'the facility' : 'a firm',
  ]),
  empty: 'No contact: no letter could go to this facility, and somebody would have to phone.',
})}
${visit.may('contacts.edit') && renderContactForm(visit, facility, fields, errors)}`
}

const renderGrade = (health: ContactHealth): Html =>
  html`${gradeTag(health)}${
    health.reasons.length > 0 &&
    html`<ul class="usa-list margin-top-1">${health.reasons.map((reason) => html`<li>${healthSentence(reason)}</li>`)}</ul>`
  }`

/** What is known of the address, the newest first, each with its time. */
function renderKnown(contact: ContactView, timeZone: string): Html {
  const { answeredAt, answeredBy, askedAt, standing } = contact
  const asked = answeredAt === undefined ? askedAt : undefined
  const facts: readonly (readonly [string, string | undefined])[] = [
    [`${standing === 'declined' ? 'Declined' : 'Confirmed'} by ${answeredBy ?? '(name erased)'}`, answeredAt],
    ['Asked', asked],
    ['A letter arrived', contact.reachedAt],
    ['A letter came back', contact.bouncedAt],
    ['A letter came back after a while', contact.softBouncedAt],
    ['A letter was late', contact.delayedAt],
    ['Called a letter unwanted', contact.complainedAt],
  ]
  return html`${facts
    .flatMap(([what, at]) => (at === undefined ? [] : [{ what, at }]))
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map(
      ({ what, at }) =>
        html`<span class="display-block font-body-2xs text-normal">${what}, ${renderTime(at, timeZone)}</span>`,
    )}`
}

/** Offered to whoever may edit contacts, for an address that nobody has vouched for. */
const renderAskAgain = (visit: Visit, { facilityId, contactId, standing }: ContactView): Html | false =>
  visit.may('contacts.edit') &&
  standing !== 'verified' &&
  renderButtonForm({
    action: `/facilities/${facilityId}/contacts/${contactId}/ask`,
    label: 'Ask again',
    hidden: visit.hidden(),
    tone: 'unstyled',
  })

function renderContactForm(
  visit: Visit,
  facility: Facility,
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  return html`<h2>Add a contact</h2>
${renderForm({
  action: `/facilities/${facility.facilityId}/contacts`,
  hidden: visit.hidden(),
  submit: 'Add the contact',
  body: html`${renderTextField({ ...field('contact-name'), label: 'Name', required: true })}
${renderSelect({ ...field('contact-role'), label: 'For', required: true, options: contactRoles.map((value) => ({ value, label: contactRoleWords[value] })) })}
${renderTextField({ ...field('contact-email'), label: 'E-mail', type: 'email', required: true })}
${renderTextField({ ...field('contact-phone'), label: 'Phone', type: 'tel' })}
${renderTextField({ ...field('contact-order'), label: 'Position among contacts of this kind', hint: '1 is written to first.', inputMode: 'numeric' })}
${renderSelect({ ...field('contact-language'), label: 'Language of letters', hint: 'That of the facility where nothing is chosen.', options: languageOptions })}`,
})}`
}
