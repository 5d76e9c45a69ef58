import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { EndpointView } from '@recallwire/domain/views/webhook-view.ts'
import { renderTag, type TagTone } from '@recallwire/html/components.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'

const states: Readonly<Record<EndpointView['state'], readonly [string, TagTone]>> = {
  registered: ['Not verified', 'attention'],
  verified: ['Told of letters', 'good'],
  disabled: ['Given up', 'urgent'],
  removed: ['Taken away', 'neutral'],
}

export const endpointTag = ({ state }: Pick<EndpointView, 'state'>): Html => renderTag(...states[state])

/** Every address with how it stands, and a form for one more. */
export function renderWebhooks(
  visit: Visit,
  webhooks: readonly EndpointView[],
  facilities: readonly Facility[],
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  return html`${renderErrorSummary(errors)}<p class="measure-5">Each letter that a recall sends to one of your facilities is told to these addresses as
well, so that your own system can open a work order. Letters go by mail all the same, and nothing that an address answers counts as a reply. <a class="usa-link" href="/facilities">Your facilities</a></p>
${renderRecords({
  caption: 'Addresses that are told of letters',
  columns: [{ label: 'Facility' }, { label: 'Address' }, { label: 'State' }, { label: 'Since' }],
  rows: webhooks.map((one) => [
    html`<a class="usa-link" href="/webhooks/${one.endpointId}">${one.facilityName}</a>`,
    html`<code class="text-wrap">${one.url}</code>`,
    endpointTag(one),
    renderTime(one.verifiedAt ?? one.createdAt),
  ]),
  empty: 'None: your facilities are told by mail alone.',
})}
${visit.may('webhooks.edit') && renderRegistration(visit, facilities, fields, errors)}`
}

function renderRegistration(
  visit: Visit,
  facilities: readonly Facility[],
  fields: FormFields,
  errors: readonly FieldError[],
): Html {
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  return html`<h2>Register an address</h2>
${renderForm({
  action: '/webhooks',
  hidden: visit.hidden(),
  submit: 'Register the address',
  body: html`${renderSelect({
    ...field('facility'),
    label: 'Facility',
    required: true,
    options: facilities.map(({ facilityId, name }) => ({ value: facilityId, label: name })),
  })}
${renderTextField({
  ...field('url'),
  label: 'Address',
  hint: 'https, and reachable from the internet: such as https://cmms.hospital.example/recalls',
  required: true,
  maxLength: 2_000,
})}`,
})}`
}
