import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { secondPump } from '../letters/testing/sample-case.ts'
import { facilityId, recallId } from '../letters/testing/sample-recall.ts'
import { firm, regulator, staff, stranger } from '../testing/open-api-desk.ts'
import { hour, manager, openWebhookDesk, type WebhookDesk } from './open-webhook-desk.test-support.ts'

let desk: WebhookDesk
beforeEach(async () => {
  desk = await openWebhookDesk()
})
afterEach(() => desk.close())

describe('a webhook address', () => {
  test('is told nothing before it has given the challenge back', async () => {
    desk.receiver.echoes = false
    const endpointId = await desk.register()
    const refused = await desk.post(manager, `/v1/webhooks/${endpointId}/verify`, {})
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining('challenge')])
    await desk.findAnotherUnit()
    await desk.deliverWebhooks()
    expect([desk.taken, await desk.deliveriesOf(endpointId)]).toEqual([[], []])
  })

  test('is registered, seen and changed by its own facility alone', async () => {
    const endpointId = await desk.registerVerified()
    for (const actor of [firm, regulator]) expect((await desk.get(actor, '/v1/webhooks')).status).toBe(403)
    expect((await desk.get(stranger, '/v1/webhooks')).body).toEqual([])
    const path = `/v1/webhooks/${endpointId}`
    for (const of of ['secret', 'deliveries'])
      expect((await desk.get(stranger, `${path}/${of}`)).status).toBe(404)
    expect((await desk.post(stranger, `${path}/remove`, {}, 'theirs')).status).toBe(404)
    expect(
      (await desk.post(stranger, '/v1/webhooks', { facilityId, url: desk.url }, 'theirs-2')).status,
    ).toBe(404)
    expect((await desk.get(staff, `${path}/secret`)).status).toBe(403)
    const listed = (await desk.get(staff, '/v1/webhooks')).body
    expect(listed).toMatchObject([
      { endpointId, state: 'verified', facilityName: 'Lakeside General Hospital' },
    ])
    expect(JSON.stringify(listed)).not.toContain('whsec_')
  })

  test('is told of a letter, signed so that the library of Standard Webhooks takes it', async () => {
    const endpointId = await desk.registerVerified()
    await desk.findAnotherUnit()
    await desk.deliverWebhooks()
    expect(desk.taken).toHaveLength(1)
    const [{ headers, body }] = desk.taken as [(typeof desk.taken)[number]]
    const [secret = ''] = await desk.secretsOf(endpointId)
    const oracle = new Webhook(secret)
    const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
    // The library compares with the clock of the machine; here time stands where the test put it.
    expect(oracle.sign(headers['webhook-id'] ?? '', at, body)).toBe(headers['webhook-signature'])
    expect(JSON.parse(body)).toMatchObject({
      type: 'recall.supplement',
      data: { recallId, replyOwed: true, units: [{ custodyId: secondPump.custodyId, verdict: 'affected' }] },
    })
    expect(body).not.toMatch(/lakeside\.example|Whitfield/)
    expect(await desk.deliveriesOf(endpointId)).toMatchObject([
      { state: 'delivered', attempts: [{ status: 204 }] },
    ])
    await desk.deliver()
    expect(desk.saw('WebhookDelivered')).toMatchObject([{ tries: 1 }])
  })

  test('signs with the old secret beside the new one for a day, and then no more', async () => {
    const endpointId = await desk.registerVerified()
    const [old = ''] = await desk.secretsOf(endpointId)
    expect((await desk.post(manager, `/v1/webhooks/${endpointId}/rotate`, {})).status).toBe(200)
    const [fresh = '', before] = await desk.secretsOf(endpointId)
    expect([before, fresh === old]).toEqual([old, false])
    await desk.findAnotherUnit()
    await desk.deliverWebhooks()
    const signatures = desk.taken[0]?.headers['webhook-signature']?.split(' ') ?? []
    expect(signatures).toHaveLength(2)
    desk.pass(24 * hour)
    expect(await desk.secretsOf(endpointId)).toEqual([fresh])
  })
})
