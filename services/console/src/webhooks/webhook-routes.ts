import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import type { PageReply, Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { FlashCode } from '../frame/flash.ts'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderWebhook } from './render-webhook.ts'
import { renderWebhooks } from './render-webhooks.ts'

const params = z.strictObject({ endpointId: idSchema })
const query = z.object({ notice: z.string().optional() })

const acts = [
  { word: 'verify', summary: 'Call a webhook address with a challenge.', flash: 'webhook-verified' },
  { word: 'rotate', summary: 'Give a webhook address another secret.', flash: 'webhook-rotated' },
  { word: 'remove', summary: 'Take a webhook address away.', flash: 'webhook-removed' },
] as const satisfies readonly { word: string; summary: string; flash: FlashCode }[]

/** A facility's own systems: which are told of letters, and what became of each message. */
export const webhookRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/webhooks',
    summary: 'Webhook addresses of your facilities.',
    action: 'webhooks.read',
    query,
    show: (visit, { query: { notice } }) => showAll(visit, noFields, [], notice),
  }),
  formRoute(deps, {
    path: '/webhooks',
    summary: 'Register a webhook address.',
    action: 'webhooks.edit',
    submit: async (visit, { fields, key }) => {
      const facilityId = fields.text('facility')
      const body = { facilityId, url: fields.text('url') }
      const added = await visit.api.webhooks.register(key, body)
      if (added.kind === 'ok')
        return visit.leadTo(`/webhooks/${added.value.endpointId}`, 'webhook-registered')
      const errors = formErrors(added.problem, { '/facilityId': 'facility', '/url': 'url' })
      return errors === undefined ? visit.refusal(added.problem) : showAll(visit, fields, errors)
    },
  }),
  pageRoute(deps, {
    path: '/webhooks/:endpointId',
    summary: 'One webhook address, with what became of each message.',
    action: 'webhooks.read',
    params,
    query,
    show: (visit, { params: { endpointId }, query: { notice } }) => showOne(visit, endpointId, notice),
  }),
  ...acts.map(({ word, summary, flash }) =>
    formRoute(deps, {
      path: `/webhooks/:endpointId/${word}`,
      summary,
      action: 'webhooks.edit',
      params,
      submit: async (visit, { key }, { params: { endpointId } }) => {
        const done = await visit.api.webhooks.act(endpointId, word, key)
        if (done.kind === 'problem') return visit.refusal(done.problem)
        return visit.leadTo(word === 'remove' ? '/webhooks' : `/webhooks/${endpointId}`, flash)
      },
    }),
  ),
  formRoute(deps, {
    path: '/webhooks/:endpointId/deliveries/:deliveryId/resend',
    summary: 'Send a message again.',
    action: 'webhooks.edit',
    params: params.extend({ deliveryId: idSchema }),
    submit: async (visit, { key }, { params: { endpointId, deliveryId } }) => {
      const sent = await visit.api.webhooks.resend(endpointId, deliveryId, key)
      if (sent.kind === 'problem') return visit.refusal(sent.problem)
      return visit.leadTo(`/webhooks/${endpointId}`, 'webhook-resent')
    },
  }),
]

async function showAll(
  visit: Visit,
  fields: FormFields,
  errors: readonly FieldError[],
  notice?: string,
): Promise<PageReply> {
  const [webhooks, facilities] = await Promise.all([
    visit.api.webhooks.list(),
    visit.api.directory.facilities(),
  ])
  if (webhooks.kind === 'problem') return visit.refusal(webhooks.problem)
  if (facilities.kind === 'problem') return visit.refusal(facilities.problem)
  const own = facilities.value.filter(({ organisationId }) => organisationId === visit.actor.organisationId)
  return visit.page({
    title: 'Webhooks to your own systems',
    notice,
    status: errors.length > 0 ? 422 : 200,
    body: renderWebhooks(visit, webhooks.value, own, fields, errors),
  })
}

async function showOne(visit: Visit, endpointId: string, notice?: string): Promise<PageReply> {
  const [webhooks, deliveries, secrets] = await Promise.all([
    visit.api.webhooks.list(),
    visit.api.webhooks.deliveries(endpointId),
    visit.may('webhooks.edit') ? visit.api.webhooks.secrets(endpointId) : undefined,
  ])
  if (webhooks.kind === 'problem') return visit.refusal(webhooks.problem)
  if (deliveries.kind === 'problem') return visit.refusal(deliveries.problem)
  const endpoint = webhooks.value.find((one) => one.endpointId === endpointId)
  if (endpoint === undefined)
    return visit.refusal({ type: 'about:blank', title: 'There is no such webhook', status: 404 })
  return visit.page({
    title: `Webhook of ${endpoint.facilityName}`,
    notice,
    body: renderWebhook(visit, {
      endpoint,
      deliveries: deliveries.value,
      secrets: secrets?.kind === 'ok' ? secrets.value.secrets : [],
    }),
  })
}
