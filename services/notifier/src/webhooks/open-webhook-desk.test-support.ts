import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { expect } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { createWebhookCaller } from '../../../../packages/mail/src/webhook-caller.ts'
import { secondPump } from '../letters/testing/sample-case.ts'
import { facilityId, publishedAt } from '../letters/testing/sample-recall.ts'
import { openApiDesk, staff } from '../testing/open-api-desk.ts'
import { matchedData } from '../testing/seed-recall.ts'

export const manager = { ...staff, role: 'facility-manager' as const, by: 'manager' }
export const hour = 3_600_000

type Taken = { readonly headers: Record<string, string>; readonly body: string }

/** The API over an open case, and the hospital's own system, a real listener that remembers what it was told. */
export async function openWebhookDesk() {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  const caller = createWebhookCaller({ privateAddresses: 'allow', limitMs: 2_000 })
  const desk = await openApiDesk(backEnd, await openFolderMailer(folder), caller)
  const taken: Taken[] = []
  /** What the system answers; it gives every challenge back. */
  const receiver = { status: 204, echoes: true }
  const running = createServer(async (request, response) => {
    const body = await text(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const { type, data } = JSON.parse(body)
    if (type === 'webhook.verification') {
      response.writeHead(200)
      return response.end(receiver.echoes ? JSON.stringify({ challenge: data.challenge }) : 'thanks')
    }
    taken.push({ headers, body })
    return response.writeHead(receiver.status).end()
  }).listen(0, '127.0.0.1')
  await once(running, 'listening')
  const url = `http://127.0.0.1:${(running.address() as AddressInfo).port}/recalls`

  const register = async (): Promise<string> => {
    const made = await desk.post(manager, '/v1/webhooks', { facilityId, url })
    expect([made.status, made.body.state]).toEqual([201, 'registered'])
    return made.body.endpointId
  }
  return {
    ...desk,
    url,
    taken,
    receiver,
    register,
    registerVerified: async (): Promise<string> => {
      const endpointId = await register()
      const verified = await desk.post(manager, `/v1/webhooks/${endpointId}/verify`, {})
      expect([verified.status, verified.body.state]).toEqual([200, 'verified'])
      return endpointId
    },
    /** Another unit is found, so that the case writes a supplement. */
    findAnotherUnit: async () => {
      await desk.say('recallwire.units-matched.v1', matchedData([secondPump], 'device'), 'another unit')
      await desk.deliver()
      desk.pass(60_000)
      await desk.run()
    },
    deliveriesOf: async (endpointId: string) =>
      (await desk.get(staff, `/v1/webhooks/${endpointId}/deliveries`)).body,
    secretsOf: async (endpointId: string): Promise<string[]> =>
      (await desk.get(manager, `/v1/webhooks/${endpointId}/secret`)).body.secrets,
    /** Events of this kind, of an endpoint or a message. */
    saw: (type: string) =>
      desk.seen.flatMap(({ data }) => ('event' in data && data.event.kind === type ? [data.event] : [])),
    close: async () => {
      running.closeAllConnections()
      running.close()
      await desk.http.close()
      await backEnd.close()
      await rm(folder, { recursive: true })
    },
  }
}
export type WebhookDesk = Awaited<ReturnType<typeof openWebhookDesk>>
