import type { DeliveryView, EndpointView } from '@recallwire/domain/views/webhook-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { eastCaseId, eastId } from '../testing/sample-cases.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole
const endpointId = 'w'.repeat(26)
const endpoint: EndpointView = {
  endpointId,
  organisationId: 'o'.repeat(26),
  facilityId: eastId,
  facilityName: 'Eastfield Hospital',
  url: 'https://cmms.eastfield.example.org/recalls',
  state: 'registered',
  createdAt: start,
}
const delivery: DeliveryView = {
  deliveryId: 'd'.repeat(26),
  facilityId: eastId,
  caseId: eastCaseId,
  recallId,
  about: 'initial',
  body: '{}',
  state: 'exhausted',
  createdAt: start,
  nextAttemptAt: start,
  tries: 8,
  attempts: [{ at: start, tookMs: 15_000, problem: 'no answer in time' }],
}
const secret = 'whsec_c2VjcmV0'

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on('GET /v1/webhooks', { body: [endpoint] })
  site.api.on(`GET /v1/webhooks/${endpointId}/deliveries`, { body: [delivery] })
  site.api.on(`GET /v1/webhooks/${endpointId}/secret`, { body: { secrets: [secret] } })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const page = async (part: 'staff' | 'manager', path = `/webhooks/${endpointId}`) =>
  (await site.get(path, await site.signIn(part))).body

describe('the page of a webhook', () => {
  test('shows each try and what is to be done; the secret and the buttons to whoever may change it', async () => {
    const shown = await page('manager')
    expect(shown).toContain('This address has to be verified')
    expect(shown).toContain('no answer in time, after 15000 ms')
    expect(shown).toContain(secret)
    for (const label of ['Verify it now', 'Change the secret', 'Take it away', 'Send it again'])
      expect(shown).toContain(label)
    const read = await page('staff')
    expect(read).toContain('no answer in time')
    expect(read).not.toMatch(/whsec_|Verify it now|Send it again/)
  })

  test.each(['verify', 'rotate', 'remove'])('%s is sent once and leads back', async (act) => {
    site.api.on(`POST /v1/webhooks/${endpointId}/${act}`, { body: endpoint })
    const sent = await site.submit(`/webhooks/${endpointId}/${act}`, await site.signIn('manager'), {})
    expect(sent.statusCode).toBe(303)
    expect(site.api.last('POST').headers['idempotency-key']).toBe('form-key-1')
  })

  test('says why an address could not be verified', async () => {
    site.api.on(`POST /v1/webhooks/${endpointId}/verify`, {
      status: 422,
      body: { type: 'about:blank', title: 'No', status: 422, detail: 'It answered 404.' },
    })
    const sent = await site.submit(`/webhooks/${endpointId}/verify`, await site.signIn('manager'), {})
    expect([sent.statusCode, sent.body.includes('It answered 404.')]).toEqual([422, true])
  })

  test('has a message sent again', async () => {
    const path = `/webhooks/${endpointId}/deliveries/${delivery.deliveryId}/resend`
    site.api.on(`POST /v1${path}`, { status: 202, body: delivery })
    expect((await site.submit(path, await site.signIn('manager'), {})).statusCode).toBe(303)
  })
})

test('an address that is refused stands beside its field, with what was typed', async () => {
  site.api.on('POST /v1/webhooks', {
    status: 400,
    body: {
      type: 'about:blank',
      title: 'No',
      status: 400,
      errors: [{ pointer: '/url', detail: 'write an address' }],
    },
  })
  const sent = await site.submit('/webhooks', await site.signIn('manager'), {
    url: 'ftp://x',
    facility: eastId,
  })
  expect(sent.statusCode).toBe(422)
  expect(sent.body).toContain('href="#url"')
  expect(sent.body).toContain('value="ftp://x"')
})
