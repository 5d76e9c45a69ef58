import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Consignee } from '@recallwire/domain/directory/facility.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderCheckbox, renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { errorFinder, formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { recallParams } from './recall-routes.ts'

/** A distributor carries a recall on to its own accounts, in the firm's unaltered words (21 CFR 7.49(d)). */
export const forwardRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/forward',
    summary: 'Forward a recall to your accounts.',
    action: 'recall.forward',
    params: recallParams,
    show: (visit, { params }) => showForm(visit, params.recallId, noFields, []),
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/forward',
    summary: 'Forward a recall to your accounts.',
    action: 'recall.forward',
    params: recallParams,
    submit: async (visit, { fields, key }, { params }) => {
      const facilityIds = fields.all('facility')
      if (facilityIds.length === 0) {
        return showForm(visit, params.recallId, fields, [
          { field: 'accounts', message: 'Tick at least one account' },
        ])
      }
      const coverNote = fields.optional('cover-note')
      const body = {
        reference: fields.text('reference'),
        facilityIds,
        ...(coverNote === undefined ? {} : { coverNote }),
      }
      const forwarded = await visit.api.cases.forward(params.recallId, key, body)
      if (forwarded.kind === 'problem') {
        const errors = formErrors(forwarded.problem, {
          '/reference': 'reference',
          '/facilityIds': 'accounts',
          '/coverNote': 'cover-note',
        })
        return errors === undefined
          ? visit.refusal(forwarded.problem)
          : showForm(visit, params.recallId, fields, errors)
      }
      const refused = forwarded.value.facilities.filter((one) => one.outcome === 'refused')
      if (refused.length === 0) return visit.leadTo(`/recalls/${params.recallId}`, 'forwarded')
      return visit.page({
        title: 'Not every account was reached',
        body: html`${renderRecords({
          caption: 'Accounts that could not be forwarded to',
          columns: [{ label: 'Account' }, { label: 'Why' }],
          rows: refused.map((one) => [one.facilityId, one.message ?? 'Refused']),
        })}
<p><a class="usa-link" href="/recalls/${params.recallId}">Back to the recall</a></p>`,
      })
    },
  }),
]

async function showForm(visit: Visit, recallId: string, fields: FormFields, errors: readonly FieldError[]) {
  const [recall, accounts] = await Promise.all([
    visit.api.recalls.get(recallId),
    visit.api.directory.consignees(),
  ])
  if (recall.kind === 'problem') return visit.refusal(recall.problem)
  if (accounts.kind === 'problem') return visit.refusal(accounts.problem)
  const error = errorFinder(errors)
  return visit.page({
    title: `Forward: ${recall.value.title}`,
    status: errors.length > 0 ? 422 : 200,
    body: html`<p class="font-sans-md line-height-sans-4 measure-6">Each account gets the firm's own text, unaltered, and owes you a reply.</p>
${renderErrorSummary(errors)}${
  accounts.value.length === 0
    ? renderAlert({ tone: 'warning', body: 'You have no accounts on record. Enter whom you supplied first.' })
    : renderForm({
        action: `/recalls/${recallId}/forward`,
        hidden: visit.hidden(),
        submit: 'Forward to the ticked accounts',
        body: html`${renderTextField({ name: 'reference', label: 'Your own reference', hint: 'Your accounts name it when they reply.', required: true, value: fields.text('reference'), error: error('reference') })}
${renderTextArea({ name: 'cover-note', label: 'Your note to them', hint: 'Stands above the unaltered text. At most 1,000 characters, no web or mail addresses.', rows: 4, maxLength: 1000, value: fields.text('cover-note'), error: error('cover-note') })}
<fieldset class="usa-fieldset margin-top-3" id="accounts"><legend class="usa-legend">Accounts</legend>
${accounts.value.map((account) => renderAccount(account, fields))}</fieldset>`,
      })
}`,
  })
}

const renderAccount = (account: Consignee, fields: FormFields) =>
  renderCheckbox({
    name: 'facility',
    value: account.facilityId,
    label: `${account.name}, account ${account.accountNumber}`,
    checked: fields.all('facility').includes(account.facilityId),
  })
