import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { behaviours } from './behaviour.ts'
import type { Tally } from './control.ts'
import { type LocalSes, startLocalSes } from './local-ses.ts'

const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=local' }
const bytes = Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256))

let ses: LocalSes
beforeEach(async () => {
  ses = await startLocalSes()
})
afterEach(() => ses.stop())

function ask(form: Record<string, string>, headers: Record<string, string> = signed): Promise<Response> {
  return fetch(ses.url, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(5000),
  })
}

function sendRaw(more: Record<string, string> = {}): Promise<Response> {
  return ask({
    Action: 'SendRawEmail',
    'RawMessage.Data': bytes.toString('base64'),
    'Destinations.member.1': 'b@example.org',
    Source: 'recalls@example.com',
    'Tags.member.1.Name': 'letterId',
    'Tags.member.1.Value': 'b577ti3l6f7cmop4ribsu325tu',
    ConfigurationSetName: 'recalls',
    ...more,
  })
}

describe('control from another process', () => {
  test('sets behaviours, lists and forgets letters', async () => {
    const put = await fetch(`${ses.url}/_local/behaviours`, { method: 'PUT', body: '["throttle"]' })
    expect(put.status).toBe(200)
    expect((await sendRaw()).status).toBe(400)
    await sendRaw()
    const listed = await (await fetch(`${ses.url}/_local/received`)).json()
    expect(listed).toMatchObject([{ destinations: ['b@example.org'], mime: bytes.toString('base64') }])
    await fetch(`${ses.url}/_local/received`, { method: 'DELETE' })
    expect(ses.received()).toEqual([])
  })

  test.each(['{', '["explode"]', '{}'])(
    'refuses the behaviours %s and names the known ones',
    async (body) => {
      const answer = await fetch(`${ses.url}/_local/behaviours`, { method: 'PUT', body })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ behaviours })
    },
  )
})

describe('the judge', () => {
  const put = (path: string, value: unknown) =>
    fetch(`${ses.url}/_local/${path}`, { method: 'PUT', body: JSON.stringify(value) })

  test('tallies what was accepted, by letter, with its bytes as a hash and in full', async () => {
    await sendRaw()
    const tally = (await (await fetch(`${ses.url}/_local/tally`)).json()) as Tally
    const [mail] = tally.accepted
    expect(tally).toMatchObject({
      requests: 1,
      accepted: [{ tags: { letterId: 'b577ti3l6f7cmop4ribsu325tu' }, destinations: ['b@example.org'] }],
      events: { waiting: 2, dead: 0 },
    })
    expect(mail?.hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(await (await fetch(`${ses.url}/_local/tally?from=1`)).json()).toMatchObject({ accepted: [] })
    const found = await fetch(`${ses.url}/_local/received/${mail?.messageId}`)
    expect(bytes.equals(await found.bytes())).toBe(true)
    expect((await fetch(`${ses.url}/_local/received/nobody`)).status).toBe(404)
  })

  test('makes weather for all sends that follow, and counts events that are still to come', async () => {
    const events = { late: 1, lateMs: 60_000 }
    expect((await put('weather', { seed: 1, answers: { 'error-after-accept': 1 }, events })).status).toBe(200)
    expect((await sendRaw()).status).toBe(500)
    expect(ses.events.size()).toBe(0)
    expect(await (await fetch(`${ses.url}/_local/tally`)).json()).toMatchObject({ events: { waiting: 2 } })
    expect((await put('weather', { answers: { explode: 1 } })).status).toBe(400)
  })

  test('tells another quota from now on', async () => {
    expect((await put('quota', { daily: 10, rate: 500 })).status).toBe(200)
    expect(await (await ask({ Action: 'GetSendQuota' })).text()).toContain('<MaxSendRate>500</MaxSendRate>')
    expect((await put('quota', { rate: 500 })).status).toBe(400)
    expect((await put('wind', {})).status).toBe(404)
  })
})
