import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { organisationKinds } from '@recallwire/domain/directory/organisation.ts'
import { renderSelect, renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { errorFinder, formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { renderSecret } from './render-secret.ts'

type Kind = (typeof organisationKinds)[number]

const kindWords: Readonly<Record<Kind, string>> = {
  manufacturer: 'Recalling firm',
  provider: 'Hospital or clinic',
  distributor: 'Distributor',
  regulator: 'Regulator',
  operator: 'Operator of this installation',
}

/** The first person of an organisation adds the others, so it is one who may. */
const firstRoles: Readonly<Record<Kind, Role>> = {
  manufacturer: 'manufacturer-approver',
  provider: 'facility-manager',
  distributor: 'distributor',
  regulator: 'regulator',
  operator: 'operator',
}

const fieldsOf = {
  '/organisation/name': 'name',
  '/organisation/kind': 'kind',
  '/organisation/labellerPrefixes': 'prefixes',
  '/firstPerson/name': 'person',
  '/firstPerson/role': 'kind',
}

/** An operator lets organisations in; from then on they manage themselves. */
export const organisationRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/organisations',
    summary: 'Organisations of this installation.',
    action: 'organisations.create',
    show: (visit) => showOrganisations(visit, noFields, []),
  }),
  formRoute(deps, {
    path: '/organisations',
    summary: 'Create an organisation with its first person.',
    action: 'organisations.create',
    submit: async (visit, { fields, key }) => {
      const kind = organisationKinds.find((known) => known === fields.text('kind'))
      if (kind === undefined)
        return showOrganisations(visit, fields, [{ field: 'kind', message: 'Choose what it is' }])
      const made = await visit.api.directory.addOrganisation(key, {
        organisation: { kind, name: fields.text('name'), labellerPrefixes: [...fields.lines('prefixes')] },
        firstPerson: { name: fields.text('person'), role: firstRoles[kind] },
        credential: 'sign-in-link',
      })
      if (made.kind === 'ok') return renderSecret(visit, deps.publicUrl, made.value)
      const errors = formErrors(made.problem, fieldsOf)
      return errors === undefined ? visit.refusal(made.problem) : showOrganisations(visit, fields, errors)
    },
  }),
]

async function showOrganisations(visit: Visit, fields: FormFields, errors: readonly FieldError[]) {
  const organisations = await visit.api.directory.organisations()
  if (organisations.kind === 'problem') return visit.refusal(organisations.problem)
  const error = errorFinder(errors)
  const field = (name: string) => ({ name, value: fields.text(name), error: error(name) })
  return visit.page({
    title: 'Organisations',
    status: errors.length > 0 ? 422 : 200,
    body: html`${renderErrorSummary(errors)}${renderRecords({
      caption: 'Organisations of this installation',
      columns: [{ label: 'Name' }, { label: 'Kind' }, { label: 'Since' }],
      rows: organisations.value.map((one) => [one.name, kindWords[one.kind], renderTime(one.createdAt)]),
    })}
<h2>Create an organisation</h2>
<p>Its first person gets a sign-in link and adds everyone else.</p>
${renderForm({
  action: '/organisations',
  hidden: visit.hidden(),
  submit: 'Create it and show the sign-in link',
  body: html`${renderTextField({ ...field('name'), label: 'Name of the organisation', required: true })}
${renderSelect({ ...field('kind'), label: 'What is it?', required: true, options: organisationKinds.map((value) => ({ value, label: kindWords[value] })) })}
${renderTextField({ ...field('person'), label: 'Name of its first person', required: true })}
${renderTextArea({ ...field('prefixes'), label: 'GS1 company prefixes, for a recalling firm', hint: 'One per line. A firm recalls only products under its own prefixes.', rows: 2 })}`,
})}`,
  })
}
