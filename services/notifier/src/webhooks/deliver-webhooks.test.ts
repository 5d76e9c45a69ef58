import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recallId } from '../letters/testing/sample-recall.ts'
import { firm, staff } from '../testing/open-api-desk.ts'
import { withdrawnData } from '../testing/seed-recall.ts'
import { hour, manager, openWebhookDesk, type WebhookDesk } from './open-webhook-desk.test-support.ts'

let desk: WebhookDesk
beforeEach(async () => {
  desk = await openWebhookDesk()
})
afterEach(() => desk.close())

describe('a message to a webhook address', () => {
  test('that fails is tried eight times on the schedule, then given up with an event, and resent by a person', async () => {
    const endpointId = await desk.registerVerified()
    desk.receiver.status = 500
    await desk.findAnotherUnit()
    const waits = [0, 5_000, 300_000, 0.5 * hour, 2 * hour, 5 * hour, 10 * hour, 10 * hour]
    for (const [index, wait] of waits.entries()) {
      if (wait > 0) {
        desk.pass(wait - 1_000)
        await desk.deliverWebhooks()
        expect(desk.taken).toHaveLength(index)
        desk.pass(1_000)
      }
      await desk.deliverWebhooks()
      expect(desk.taken).toHaveLength(index + 1)
    }
    desk.pass(48 * hour)
    await desk.deliverWebhooks()
    expect(desk.taken).toHaveLength(8)
    expect(new Set(desk.taken.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1)
    await desk.deliver()
    expect(desk.saw('WebhookExhausted')).toMatchObject([{ tries: 8, because: 'the endpoint answered 500' }])
    const [given] = await desk.deliveriesOf(endpointId)
    expect([given.state, given.attempts.length]).toEqual(['exhausted', 8])
    desk.receiver.status = 200
    const path = `/v1/webhooks/${endpointId}/deliveries/${given.deliveryId}/resend`
    expect((await desk.post(manager, path, {})).status).toBe(202)
    expect((await desk.post(manager, path, {}, 'again')).status).toBe(409)
    await desk.deliverWebhooks()
    expect(await desk.deliveriesOf(endpointId)).toMatchObject([{ state: 'delivered', tries: 1 }])
  })

  test('that says it is gone, or fails for five days, is told nothing more until it is verified again', async () => {
    const endpointId = await desk.registerVerified()
    desk.receiver.status = 410
    await desk.findAnotherUnit()
    await desk.deliverWebhooks()
    const listed = async () => (await desk.get(staff, '/v1/webhooks')).body[0]
    expect(await listed()).toMatchObject({
      state: 'disabled',
      disabledBecause: expect.stringContaining('410'),
    })
    expect(await desk.deliveriesOf(endpointId)).toMatchObject([{ state: 'exhausted' }])
    expect((await desk.post(manager, `/v1/webhooks/${endpointId}/verify`, {}, 'once-more')).status).toBe(200)
    desk.receiver.status = 500
    await desk.say('recallwire.recall-closed.v1', withdrawnData)
    await desk.run()
    await desk.deliverWebhooks()
    desk.pass(5 * 24 * hour)
    await desk.deliverWebhooks()
    expect(await listed()).toMatchObject({
      state: 'disabled',
      disabledBecause: expect.stringContaining('five days'),
    })
    await desk.deliver()
    expect(desk.saw('EndpointDisabled')).toHaveLength(2)
  })

  test('is told once of what is delivered twice, and by one of two processes that see it at once', async () => {
    await desk.registerVerified()
    const before = desk.seen.length
    await desk.findAnotherUnit()
    for (const event of desk.seen.slice(before)) await desk.handle(event)
    await Promise.all([desk.deliverWebhooks(), desk.deliverWebhooks()])
    await desk.deliverWebhooks()
    expect(desk.taken).toHaveLength(1)
  })

  test('that was removed while a message waits is not called', async () => {
    const endpointId = await desk.registerVerified()
    await desk.findAnotherUnit()
    expect((await desk.post(manager, `/v1/webhooks/${endpointId}/remove`, {})).status).toBe(200)
    await desk.deliverWebhooks()
    expect(desk.taken).toEqual([])
    expect((await desk.get(staff, '/v1/webhooks')).body).toEqual([])
    await desk.deliver()
    expect(desk.saw('WebhookExhausted')).toMatchObject([{ because: 'the address is removed' }])
  })

  test('is told by a rung of the ladder that a reply is owed', async () => {
    await desk.registerVerified()
    const ladder = {
      replyDue: 2,
      rungs: [
        { kind: 'reminder', after: 1 },
        { kind: 'webhook', after: 1 },
        { kind: 'escalation', after: 3 },
        { kind: 'phone-task', after: 3 },
      ],
    }
    const set = { recallClass: 'I', ladder, basedOn: 0 }
    expect((await desk.post(firm, `/v1/recalls/${recallId}/ladders`, set)).status).toBe(200)
    await desk.runDays(4)
    await desk.deliverWebhooks()
    const types = desk.taken.map(({ body }) => JSON.parse(body).type)
    expect(types.toSorted()).toEqual(['recall.reminder', 'recall.reply-owed'])
  })
})
