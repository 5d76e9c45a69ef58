import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import { endpointIdOf } from '@recallwire/domain/ids.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import {
  endpointSecretsSchema,
  endpointViewSchema,
  viewEndpoint,
} from '@recallwire/domain/views/webhook-view.ts'
import {
  type EndpointCommand,
  signingVersions,
  type WebhookEndpoint,
} from '@recallwire/domain/webhook/webhook-endpoint.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { readFacility } from '../casework/read-facility.ts'
import { challenge } from '../webhooks/challenge.ts'
import { saveEndpoint } from '../webhooks/save-endpoint.ts'
import type { WebhookDeps } from '../webhooks/webhook-deps.ts'
import { webhookSecret } from '../webhooks/webhook-secret.ts'
import { absent, keyOf } from './answers.ts'

const route = defineRoute<Actor>()
const params = z.strictObject({ endpointId: idSchema })

const urlSchema = z
  .url({ protocol: /^https?$/, error: 'write an address such as https://cmms.hospital.example/recalls' })
  .max(2_000)

/** Addresses of a facility's own systems that are told of letters, beside the mail. */
export const webhookRoutes = (deps: WebhookDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/webhooks',
    summary: 'The webhook addresses of your facilities',
    action: 'webhooks.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(endpointViewSchema) },
    handle: async ({ actor }) => {
      const listed = await deps.backEnd.webhooks.endpoints.ofOrganisation(actor.organisationId)
      return { status: 200, body: await Promise.all(listed.map((endpoint) => shown(deps, endpoint))) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks',
    summary:
      'Register a webhook address for one of your facilities; it is told nothing before it is verified',
    action: 'webhooks.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: z.strictObject({ facilityId: idSchema, url: urlSchema }),
    reply: { 201: endpointViewSchema },
    handle: async (request) => {
      const { actor, body } = request
      const facility = (await deps.backEnd.directory.facilities.get(body.facilityId))?.document
      if (facility === undefined || !mayAct(actor, 'webhooks.edit', { owners: [facility.organisationId] }))
        return absent('facility')
      const { facilityId, organisationId } = facility
      const known = await deps.backEnd.webhooks.endpoints.ofFacility(facilityId)
      if (known.length >= mostOfFacility)
        return problem(409, 'The facility has as many addresses as it may have', {
          kind: 'too-many-webhooks',
          detail: `Remove one of the ${mostOfFacility} first.`,
        })
      const causeId = `${actor.organisationId}:${keyOf(request)}`
      const endpointId = endpointIdOf(facilityId, causeId)
      const command = { kind: 'Register', endpointId, facilityId, organisationId, url: body.url } as const
      const saved = await saveEndpoint(deps, { endpointId, command, actor, causeId })
      return saved === undefined ? absent('facility') : { status: 201, body: await shown(deps, saved) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks/:endpointId/secret',
    summary: 'What the receiver verifies signatures with, the newest first',
    action: 'webhooks.edit',
    credential: 'key',
    answers: 'json',
    params,
    reply: { 200: endpointSecretsSchema },
    handle: async ({ actor, params: { endpointId } }) => {
      const endpoint = await findOwn(deps, actor, 'webhooks.edit', endpointId)
      if (endpoint === undefined) return absent('webhook')
      const secrets = signingVersions(endpoint, deps.realNow()).map((version) =>
        webhookSecret(deps.linkSecret, endpointId, version),
      )
      return { status: 200, body: { secrets }, headers: { 'cache-control': 'no-store' } }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks/:endpointId/verify',
    summary: 'Call the address once with a challenge; one that gives it back is told of letters from then on',
    action: 'webhooks.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params,
    reply: { 200: endpointViewSchema },
    handle: async (request) => {
      const { actor, signal } = request
      const endpoint = await findOwn(deps, actor, 'webhooks.edit', request.params.endpointId)
      if (endpoint === undefined) return absent('webhook')
      const because = await challenge(deps, endpoint, keyOf(request), signal)
      if (because !== undefined)
        return problem(422, 'The address did not give the challenge back', {
          kind: 'webhook-unverified',
          detail: `${because}. It is told nothing of recalls.`,
        })
      return act(deps, actor, endpoint, { kind: 'Verify' })
    },
  }),
  ...(['rotate', 'remove'] as const).map((word) =>
    route({
      method: 'POST',
      path: `/v1/webhooks/:endpointId/${word}`,
      summary:
        word === 'rotate'
          ? 'Give the address another secret; the old one signs beside it for a day'
          : 'Take the address away: it is told nothing any more',
      action: 'webhooks.edit',
      credential: 'key',
      answers: 'json',
      idempotent: true,
      params,
      reply: { 200: endpointViewSchema },
      handle: async (request) => {
        const { actor } = request
        const endpoint = await findOwn(deps, actor, 'webhooks.edit', request.params.endpointId)
        if (endpoint === undefined) return absent('webhook')
        const causeId = `${actor.organisationId}:${keyOf(request)}`
        return act(deps, actor, endpoint, { kind: word === 'rotate' ? 'Rotate' : 'Remove' }, causeId)
      },
    }),
  ),
]

const mostOfFacility = 5

const shown = async (deps: WebhookDeps, endpoint: WebhookEndpoint) =>
  viewEndpoint(endpoint, (await readFacility(deps.backEnd, endpoint.facilityId)).name)

async function act(
  deps: WebhookDeps,
  actor: Actor,
  endpoint: WebhookEndpoint,
  command: EndpointCommand,
  causeId?: string,
) {
  const { endpointId } = endpoint
  const saved = await saveEndpoint(deps, { endpointId, command, actor, causeId })
  return { status: 200, body: await shown(deps, saved ?? endpoint) }
}

/** One of the actor's own that has not been removed. */
export async function findOwn(
  deps: Pick<WebhookDeps, 'backEnd'>,
  actor: Actor,
  action: Action,
  endpointId: string,
): Promise<WebhookEndpoint | undefined> {
  const endpoint = (await deps.backEnd.webhooks.endpoints.get(endpointId))?.document
  if (endpoint === undefined || endpoint.state === 'removed') return undefined
  return mayAct(actor, action, { owners: [endpoint.organisationId] }) ? endpoint : undefined
}
