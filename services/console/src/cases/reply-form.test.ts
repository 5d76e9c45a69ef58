import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { dealerDutyId, eastCaseId, firmDutyId, listed, lot, unmarked } from '../testing/sample-cases.ts'
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

describe('a reply of the facility', () => {
  test('goes out with the name of the session, the statement, and the key of the form', async () => {
    site.api.on(replies, { status: 201, body: {} })
    const cookie = await site.signIn('staff')
    const answer = await site.submit(`${casePath}/reply`, cookie, whole)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe(`${casePath}?notice=reply-recorded`)
    const sent = site.api.last('POST')
    expect(sent.headers['idempotency-key']).toBe('form-key-1')
    expect(JSON.parse(sent.body)).toEqual({
      holdsNone: false,
      units: [
        { custodyId: lot.custodyId, disposition: 'isolated' },
        { custodyId: listed.custodyId, disposition: 'isolated', softwareVersion: '6.02' },
        { custodyId: unmarked.custodyId, disposition: 'isolated', serial: '700102' },
      ],
      dutyIds: [firmDutyId, dealerDutyId],
      person: { name: 'Stella Moor', role: 'Biomedical engineer' },
      statement: expect.stringContaining('I, Stella Moor, answer for Eastfield Hospital'),
    })
  })

  test('may give one answer for all units that have none of their own', async () => {
    site.api.on(replies, { status: 201, body: {} })
    const { [`${first}-disposition`]: _own, ...rest } = whole
    const fields = { ...rest, 'all-disposition': 'returned' }
    await site.submit(`${casePath}/reply`, await site.signIn('staff'), fields)
    const { units } = JSON.parse(site.api.last('POST').body)
    expect(units.map((unit: { disposition: string }) => unit.disposition)).toEqual([
      'returned',
      'isolated',
      'isolated',
    ])
  })

  test('may split a lot between two dispositions', async () => {
    site.api.on(replies, { status: 201, body: {} })
    const fields = {
      ...whole,
      [`${first}-quantity`]: '20',
      [`${first}-rest-disposition`]: 'used',
      [`${first}-rest-quantity`]: '10',
    }
    await site.submit(`${casePath}/reply`, await site.signIn('staff'), fields)
    const { units } = JSON.parse(site.api.last('POST').body)
    expect(units.slice(0, 2)).toEqual([
      { custodyId: lot.custodyId, disposition: 'isolated', quantity: 20 },
      { custodyId: lot.custodyId, disposition: 'used', quantity: 10 },
    ])
  })

  test('names each missing answer beside its field, keeps the others, and asks the API nothing', async () => {
    const answer = await site.submit(`${casePath}/reply`, await site.signIn('staff'), {
      holds: 'some',
      [`${first}-disposition`]: 'destroyed',
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="unit-1-disposition-error"')
    expect(answer.body).toContain('href="#duties"')
    expect(answer.body).toContain('id="person-role-error"')
    expect(answer.body).toContain('<option value="destroyed" selected>')
    expect(site.api.asked.filter((one) => one.method === 'POST')).toEqual([])
  })

  test('brings a refusal of the API back to the unit it is about', async () => {
    site.api.on(replies, {
      status: 422,
      body: {
        title: 'The body is not acceptable',
        status: 422,
        errors: [{ pointer: '/units/1/quantity', detail: 'The lines add up to 40; 30 are on record here.' }],
      },
    })
    const fields = {
      ...whole,
      [`${first}-quantity`]: '20',
      [`${first}-rest-disposition`]: 'used',
      [`${first}-rest-quantity`]: '20',
    }
    const answer = await site.submit(`${casePath}/reply`, await site.signIn('staff'), fields)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('href="#unit-0-rest-quantity"')
    expect(answer.body).toContain('The lines add up to 40; 30 are on record here.')
  })

  test('is refused without the token of the session, and the API is not asked', async () => {
    const cookie = await site.signIn('staff')
    const answer = await site.post(`${casePath}/reply`, cookie, { ...whole, key: 'k', token: 'guessed' })
    expect(answer.statusCode).toBe(403)
    expect(site.api.asked).toEqual([])
  })

  test('is refused with the token of someone else', async () => {
    const [own, other] = [await site.signIn('staff'), await site.signIn('manager')]
    const token = await site.tokenOf(other)
    expect((await site.post(`${casePath}/reply`, own, { ...whole, key: 'k', token })).statusCode).toBe(403)
  })
})
