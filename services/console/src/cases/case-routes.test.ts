import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { caseView, dealerDutyId, eastCaseId, firmDutyId, listed, taskId } from '../testing/sample-cases.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const casePath = `/cases/${eastCaseId}`
const replies = `POST /v1/cases/${eastCaseId}/replies`

/** Units are asked for in this order: affected by name, then possible ones. */
const [first, second, third] = ['unit-0', 'unit-1', 'unit-2']

const whole = {
  holds: 'some',
  [`${first}-disposition`]: 'isolated',
  [`${second}-disposition`]: 'isolated',
  [`${second}-software`]: '6.02',
  [`${third}-disposition`]: 'isolated',
  [`${third}-serial`]: '700102',
  duty: [firmDutyId, dealerDutyId],
  'person-role': 'Biomedical engineer',
}

describe('the page of a case', () => {
  test('tells each unit why it is here, the deadline with its rule, and in the zone of the facility', async () => {
    const page = await site.get(casePath, await site.signIn('staff'))
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Serial 700100 is on the notice&#39;s list.')
    expect(page.body).toContain('The record has no serial; the serial on the label decides.')
    expect(page.body).toContain('Wed, Mar 5, 2031, 5:00 PM CST')
    expect(page.body).toContain('title="2031-03-05 23:00 UTC"')
    expect(page.body).toContain('Rule: unclassified, as class I: reply 2 business days')
  })

  test('asks for the serial where it would decide, and chooses nothing beforehand', async () => {
    const { body } = await site.get(casePath, await site.signIn('staff'))
    expect(body).toContain('name="unit-2-serial"')
    expect(body).not.toContain('name="unit-0-serial"')
    expect(body).not.toMatch(/ checked| selected/)
  })

  test('shows a reader without the right to answer no form', async () => {
    const { body } = await site.get(casePath, await site.signIn('regulator'))
    expect(body).toContain('Units of this case')
    expect(body).not.toContain(`action="${casePath}/reply"`)
  })

  test('lets a distributor read a case it forwarded, and answer only for its own site', async () => {
    site.api.on('GET /v1/facilities', { body: [] })
    const { body } = await site.get(casePath, await site.signIn('dealer'))
    expect(body).not.toContain(`action="${casePath}/reply"`)
  })

  test('answers 404 for a case the API does not show, with the way back', async () => {
    site.api.on(`GET /v1/cases/${eastCaseId}`, {
      status: 404,
      body: { type: 'x', title: 'There is no such case', status: 404 },
    })
    const page = await site.get(casePath, await site.signIn('staff'))
    expect(page.statusCode).toBe(404)
    expect(page.body).toContain('<h1>There is no such case</h1>')
    expect(page.body).toContain('Stella Moor')
  })
})

describe('what the firm enters', () => {
  test('is a phone reply with the name of whoever answered and the time of the call', async () => {
    site.api.on(replies, { status: 201, body: {} })
    const cookie = await site.signIn('editor')
    const fields = { ...whole, told: 'phone', 'person-name': 'Nora Hill', when: '2031-03-06T14:30' }
    expect((await site.submit(`${casePath}/reply`, cookie, fields)).statusCode).toBe(303)
    const sent = JSON.parse(site.api.last('POST').body)
    expect(sent.person).toEqual({ name: 'Nora Hill', role: 'Biomedical engineer' })
    expect(sent.occurredAt).toBe('2031-03-06T14:30:00.000Z')
    expect(sent.statement).toContain('Edda Frost read the answers back')
    expect(sent.channel).toBe('phone')
  })

  test('is a reply that came by e-mail, in words that say so', async () => {
    site.api.on(replies, { status: 201, body: {} })
    const cookie = await site.signIn('editor')
    const fields = { ...whole, 'person-name': 'Nora Hill', when: '2031-03-06T14:30' }
    const unsaid = await site.submit(`${casePath}/reply`, cookie, fields)
    expect([unsaid.statusCode, unsaid.body.includes('href="#told"')]).toEqual([422, true])
    expect((await site.submit(`${casePath}/reply`, cookie, { ...fields, told: 'email' })).statusCode).toBe(
      303,
    )
    const sent = JSON.parse(site.api.last('POST').body)
    expect(sent.channel).toBe('email')
    expect(sent.statement).toContain('Nora Hill answered by e-mail')
    expect(sent.statement).toContain('Edda Frost entered the answers as they were written')
  })

  test('is what came of a phone task, from a list', async () => {
    site.api.on(`POST /v1/cases/${eastCaseId}/tasks/${taskId}/done`, { body: {} })
    const cookie = await site.signIn('editor')
    expect((await site.get(casePath, cookie)).body).toContain('Because: nobody has replied.')
    const path = `${casePath}/tasks/${taskId}`
    expect((await site.submit(path, cookie, { [`outcome-${taskId}`]: 'I feel fine' })).statusCode).toBe(400)
    expect((await site.submit(path, cookie, { [`outcome-${taskId}`]: 'message-left' })).statusCode).toBe(303)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ outcome: 'message-left' })
  })

  test('is what was found about a unit that had been reported gone', async () => {
    const because = 'serial 700100 was reported destroyed on 2031-03-01 and seen here on 2031-03-05'
    const task = { taskId, kind: 'surfaced', because, raisedAt: '2031-03-06T23:00:00.000Z' } as const
    const surfaced = { disposition: 'destroyed', at: '2031-03-01T09:00:00.000Z', told: true } as const
    const units = [{ ...listed, surfaced }]
    site.api.on(`GET /v1/cases/${eastCaseId}`, { body: caseView({ tasks: [task], units }) })
    site.api.on(`POST /v1/cases/${eastCaseId}/tasks/${taskId}/done`, { body: {} })
    const cookie = await site.signIn('editor')
    const { body } = await site.get(casePath, cookie)
    expect(body).toContain('This serial was reported destroyed on 2031-03-01: check the label.')
    expect(body).not.toContain('Phone calls to make')
    const done = await site.submit(`${casePath}/tasks/${taskId}`, cookie, {
      [`outcome-${taskId}`]: 'unit-secured',
    })
    expect(done.statusCode).toBe(303)
  })
})

test('another sender can be named, and a refusal stands beside its field', async () => {
  const cookie = await site.signIn('manager')
  const path = `POST /v1/cases/${eastCaseId}/senders`
  site.api.on(path, {
    status: 400,
    body: {
      title: 'The body is not acceptable',
      status: 400,
      errors: [{ pointer: '/reference', detail: 'must not be empty' }],
    },
  })
  const fields = { 'sender-name': 'Example Supply', 'sender-reference': '' }
  const refused = await site.submit(`${casePath}/senders`, cookie, fields)
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('id="sender-reference-error"')
  expect(refused.body).toContain('value="Example Supply"')
  site.api.on(path, { status: 201, body: {} })
  expect((await site.submit(`${casePath}/senders`, cookie, fields)).statusCode).toBe(303)
})

test('a name that is markup stays text', async () => {
  const evil = '<script>alert(1)</script>'
  site.api.on(`GET /v1/cases/${eastCaseId}`, { body: caseView({ facilityName: evil }) })
  const { body } = await site.get(casePath, await site.signIn('staff'))
  expect(body).not.toContain(evil)
})
