import {
  deliveryViewSchema,
  endpointSecretsSchema,
  endpointViewSchema,
} from '@recallwire/domain/views/webhook-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { findFacility } from '../find-facility.ts'
import { done, failure, type Outcome } from '../outcome.ts'
import { renderDeliveries, renderEndpoints } from '../render-webhooks.ts'

const acts = ['list', 'add', 'verify', 'secret', 'rotate', 'remove', 'deliveries', 'resend'] as const

export const webhooks = defineCommand({
  name: 'webhooks',
  summary:
    "Have your own systems told of letters: register an address, see each message's tries, send one again",
  arguments: [
    { flags: '[act]', description: `${acts.join(', ')}; default list` },
    { flags: '[webhook]', description: 'its id; with add the address' },
    { flags: '[message]', description: 'resend: the id of the message' },
  ],
  options: [{ flags: '--facility <facility>', description: 'add: its code or id' }],
  examples: [
    'webhooks',
    'webhooks add https://cmms.hospital.example/recalls --facility NGH',
    'webhooks verify 4bqk2…',
    'webhooks secret 4bqk2…',
    'webhooks deliveries 4bqk2… --json',
    'webhooks resend 4bqk2… 7vjm3…',
  ],
  remarks:
    'An address is told nothing before it is verified: it gets a signed message with a challenge and has to answer {"challenge": …}.',
  input: z.strictObject({
    act: z.enum(acts).default('list'),
    webhook: z.string().optional(),
    message: z.string().optional(),
    facility: z.string().optional(),
  }),
  ask: async (api, { act, webhook, message, facility }, surroundings) => {
    if (act === 'list') {
      const listed = await api.get('/v1/webhooks', z.array(endpointViewSchema))
      return listed.kind === 'ok' ? done(listed.value, renderEndpoints(listed.value)) : listed
    }
    if (webhook === undefined) return missing(act === 'add' ? 'the address' : 'the id of a webhook')
    const path = `/v1/webhooks/${encodeURIComponent(webhook)}`
    switch (act) {
      case 'add':
        return facility === undefined
          ? missing('--facility, its code or id')
          : add(api, webhook, facility, surroundings)
      case 'secret': {
        const found = await api.get(`${path}/secret`, endpointSecretsSchema)
        return found.kind === 'ok' ? done(found.value, found.value.secrets.join('\n')) : found
      }
      case 'deliveries': {
        const listed = await api.get(`${path}/deliveries`, z.array(deliveryViewSchema))
        return listed.kind === 'ok' ? done(listed.value, renderDeliveries(listed.value)) : listed
      }
      case 'resend': {
        if (message === undefined) return missing('the id of the message; see "webhooks deliveries"')
        const to = `${path}/deliveries/${encodeURIComponent(message)}/resend`
        const sent = await api.post(request(to, {}, surroundings), deliveryViewSchema)
        return sent.kind === 'ok' ? done(sent.value, 'It is sent again, with a new round of tries.') : sent
      }
      case 'verify':
      case 'rotate':
      case 'remove': {
        const changed = await api.post(request(`${path}/${act}`, {}, surroundings), endpointViewSchema)
        return changed.kind === 'ok' ? done(changed.value, renderEndpoints([changed.value])) : changed
      }
      default:
        return act satisfies never
    }
  },
})

async function add(api: Api, url: string, wanted: string, surroundings: Surroundings): Promise<Outcome> {
  const facility = await findFacility(api, wanted)
  if (facility.kind !== 'ok') return facility
  const body = { facilityId: facility.value.facilityId, url }
  const added = await api.post(request('/v1/webhooks', body, surroundings), endpointViewSchema)
  return added.kind === 'ok' ? done(added.value, renderEndpoints([added.value])) : added
}

const request = (path: string, body: object, { newId }: Surroundings) => ({
  path,
  idempotencyKey: newId(),
  contentType: 'application/json',
  body: new TextEncoder().encode(JSON.stringify(body)),
})

const missing = (what: string): Outcome => failure('usage', 'The command line is not usable', `Give ${what}.`)
