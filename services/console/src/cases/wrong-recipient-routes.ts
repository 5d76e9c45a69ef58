import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { noFields } from '../session/form-fields.ts'
import { instantOfField } from '../words/times.ts'
import { renderWrongRecipientForm, type WrongRecipientForm } from './wrong-recipient-form.ts'

const params = z.strictObject({ caseId: idSchema })

/** "Not us, try X", said in the console or told on the phone. */
export const wrongRecipientRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/cases/:caseId/wrong-recipient',
    summary: 'Say that a letter went to the wrong person.',
    action: 'case.reply',
    params,
    show: (visit, { params: { caseId } }) => showForm(visit, caseId, { fields: noFields, errors: [] }),
  }),
  formRoute(deps, {
    path: '/cases/:caseId/wrong-recipient',
    summary: 'Say that a letter went to the wrong person.',
    action: 'case.reply',
    params,
    submit: async (visit, { fields, key }, { params: { caseId } }) => {
      const other = fields.optional('other')
      const occurredAt = instantOfField(fields.text('when'))
      const body = {
        letterId: fields.text('letter'),
        person: { name: fields.text('name'), ...(other === undefined ? {} : { other }) },
        channel: fields.optional('told'),
        ...(occurredAt === undefined ? {} : { occurredAt }),
      }
      const reported = await visit.api.cases.reportWrongRecipient(caseId, key, body)
      if (reported.kind === 'ok') return visit.leadTo(`/cases/${caseId}`, 'wrong-recipient-recorded')
      const errors = formErrors(reported.problem, {
        '/letterId': 'letter',
        '/person/name': 'name',
        '/person/other': 'other',
        '/channel': 'told',
        '/occurredAt': 'when',
      })
      return errors === undefined
        ? visit.refusal(reported.problem)
        : showForm(visit, caseId, { fields, errors })
    },
  }),
]

async function showForm(visit: Visit, caseId: string, form: WrongRecipientForm) {
  const on = await visit.api.cases.get(caseId)
  if (on.kind === 'problem') return visit.refusal(on.problem)
  return visit.page({
    title: 'A letter went to the wrong person',
    status: form.errors.length > 0 ? 422 : 200,
    body: renderWrongRecipientForm(visit, on.value, form),
  })
}
