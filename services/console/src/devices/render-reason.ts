import type { Facility } from '@recallwire/domain/directory/facility.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'

/** A regulator says why it looks before it sees what a facility holds; the reason goes into the ledger with its name. */
export const renderReasonForm = (
  facilities: readonly Facility[],
): Html => html`<p>Reading what a facility holds is recorded with its reason.</p>
${renderForm({
  method: 'get',
  action: '/devices',
  submit: 'Show the devices',
  body: html`${renderSelect({
    name: 'facilityId',
    label: 'Facility',
    required: true,
    options: facilities.map(({ facilityId, name }) => ({ value: facilityId, label: name })),
  })}${renderTextField({ name: 'reason', label: 'Why you look', required: true, maxLength: 300, autocomplete: 'off' })}`,
})}`
