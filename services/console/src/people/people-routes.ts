import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderPeople } from './render-people.ts'
import { renderSecret } from './render-secret.ts'

const keyParams = z.strictObject({ credentialId: idSchema })

const credentialKinds = ['sign-in-link', 'key'] as const

/** Who of the organisation may come in, and with what. Nothing is given out that was not chosen. */
export const peopleRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/people',
    summary: 'People and keys.',
    action: 'keys.manage',
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { query }) => showPeople(visit, noFields, [], query.notice),
  }),
  formRoute(deps, {
    path: '/people',
    summary: 'Add a person.',
    action: 'keys.manage',
    submit: async (visit, { fields, key }) => {
      const role = fields.optional('role')
      if (role === undefined) {
        const unnamed = fields.text('name') === '' ? [{ field: 'name', message: 'Write a name' }] : []
        return showPeople(visit, fields, [...unnamed, { field: 'role', message: 'Choose a role' }])
      }
      const body = { name: fields.text('name'), role }
      const added = await visit.api.directory.addPerson(key, body)
      if (added.kind === 'ok') return visit.leadTo('/people', 'person-added')
      const errors = formErrors(added.problem, { '/name': 'name', '/role': 'role' })
      return errors === undefined ? visit.refusal(added.problem) : showPeople(visit, fields, errors)
    },
  }),
  formRoute(deps, {
    path: '/people/keys',
    summary: 'Give out a key or a sign-in link.',
    action: 'keys.manage',
    submit: async (visit, { fields, key }) => {
      const kind = credentialKinds.find((known) => known === fields.text('kind'))
      if (kind === undefined)
        return showPeople(visit, fields, [{ field: 'kind', message: 'Choose what to give out' }])
      const label = fields.optional('label')
      const body = {
        personId: fields.text('personId'),
        kind,
        ...(label === undefined ? {} : { label }),
      } as const
      const made = await visit.api.directory.addKey(key, body)
      if (made.kind === 'ok') return renderSecret(visit, deps.publicUrl, made.value)
      const errors = formErrors(made.problem, { '/personId': 'personId', '/label': 'label', '/kind': 'kind' })
      return errors === undefined ? visit.refusal(made.problem) : showPeople(visit, fields, errors)
    },
  }),
  formRoute(deps, {
    path: '/people/keys/:credentialId/revoke',
    summary: 'Revoke a key.',
    action: 'keys.manage',
    params: keyParams,
    submit: async (visit, _form, { params }) => {
      const revoked = await visit.api.directory.revokeKey(params.credentialId)
      return revoked.kind === 'ok' ? visit.leadTo('/people', 'key-revoked') : visit.refusal(revoked.problem)
    },
  }),
]

/** The roles a person of the same organisation can have: those of the same kind as the manager's own. */
const rolesBeside = (role: Role): readonly Role[] => {
  if (role === 'manufacturer-approver') return ['manufacturer-editor', 'manufacturer-approver']
  return role === 'facility-manager' ? ['facility-staff', 'facility-manager'] : [role]
}

async function showPeople(
  visit: Visit,
  fields: FormFields,
  errors: readonly FieldError[],
  notice?: string | undefined,
) {
  const [people, keys] = await Promise.all([visit.api.directory.people(), visit.api.directory.keys()])
  if (people.kind === 'problem') return visit.refusal(people.problem)
  if (keys.kind === 'problem') return visit.refusal(keys.problem)
  return visit.page({
    title: 'People and keys',
    notice,
    status: errors.length > 0 ? 422 : 200,
    body: renderPeople(visit, {
      people: people.value,
      keys: keys.value,
      roles: rolesBeside(visit.actor.role),
      fields,
      errors,
    }),
  })
}
