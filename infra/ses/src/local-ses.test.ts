import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Behaviour, behaviours } from './behaviour.ts'
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

describe('SendRawEmail', () => {
  test('keeps the exact bytes, the destination, the tags and the configuration set', async () => {
    const answer = await (await sendRaw()).text()
    const [mail] = ses.received()
    expect(mail).toMatchObject({
      source: 'recalls@example.com',
      destinations: ['b@example.org'],
      tags: { letterId: 'b577ti3l6f7cmop4ribsu325tu' },
      configurationSetName: 'recalls',
    })
    expect(bytes.equals(mail?.mime ?? new Uint8Array())).toBe(true)
    expect(answer).toContain(`<MessageId>${mail?.messageId}</MessageId>`)
  })

  test.each<[string, Record<string, string>, string]>([
    ['a tag value outside its alphabet', { 'Tags.member.1.Value': 'a b' }, 'InvalidParameterValue'],
    [
      'a destination that is a list',
      { 'Destinations.member.1': 'a@example.org,b@example.org' },
      'InvalidParameterValue',
    ],
    ['an empty message', { 'RawMessage.Data': '' }, 'MissingParameter'],
  ])('refuses %s', async (_, change, code) => {
    const answer = await sendRaw(change)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(`<Code>${code}</Code>`)
    expect(ses.received()).toEqual([])
  })

  test('refuses what is not signed', async () => {
    expect((await ask({ Action: 'SendRawEmail' }, {})).status).toBe(403)
  })
})

test('SendEmail becomes a message with its subject and text', async () => {
  await ask({
    Action: 'SendEmail',
    Source: 'recalls@example.com',
    'Destination.ToAddresses.member.1': 'b@example.org',
    'Message.Subject.Data': 'Rückruf',
    'Message.Body.Text.Data': 'Text',
  })
  const mime = Buffer.from(ses.received()[0]?.mime ?? []).toString()
  expect(mime).toContain(`Subject: =?utf-8?B?${Buffer.from('Rückruf').toString('base64')}?=\r\n`)
  expect(mime).toContain(`\r\n\r\n${Buffer.from('Text').toString('base64')}\r\n`)
})

test('GetSendQuota is answered', async () => {
  expect(await (await ask({ Action: 'GetSendQuota' })).text()).toContain('<MaxSendRate>14</MaxSendRate>')
})

describe('behaviours', () => {
  const answered: readonly [Behaviour, number, number][] = [
    ['accept', 200, 1],
    ['throttle', 400, 0],
    ['daily-quota', 400, 0],
    ['reject', 400, 0],
    ['invalid-address', 400, 0],
    ['paused', 400, 0],
    ['bad-credentials', 403, 0],
    ['unavailable', 503, 0],
    ['error', 500, 0],
    ['error-after-accept', 500, 1],
    ['garbled-after-accept', 200, 1],
  ]
  const unanswered: readonly [Behaviour, number][] = [
    ['reset', 0],
    ['reset-after-accept', 1],
    ['hang', 0],
    ['hang-after-accept', 1],
  ]

  test.each(answered)('%s answers %i and accepts %i letters', async (behaviour, status, accepted) => {
    ses.respondWith([behaviour])
    expect((await sendRaw()).status).toBe(status)
    expect(ses.received()).toHaveLength(accepted)
  })

  test.each(unanswered)('%s never answers and accepts %i letters', async (behaviour, accepted) => {
    const arrived = Promise.withResolvers<void>()
    ses.respondWith(() => {
      arrived.resolve()
      return behaviour
    })
    const answer = sendRaw().catch((error: unknown) => error)
    await arrived.promise
    await ses.stop()
    expect(await answer).toBeInstanceOf(Error)
    expect(ses.received()).toHaveLength(accepted)
  })

  test('every behaviour is tried here', () => {
    expect([...answered, ...unanswered].map(([behaviour]) => behaviour).toSorted()).toEqual(
      behaviours.toSorted(),
    )
  })

  test('are used up one by one, then letters are accepted', async () => {
    ses.respondWith(['throttle', 'error'])
    expect([(await sendRaw()).status, (await sendRaw()).status, (await sendRaw()).status]).toEqual([
      400, 500, 200,
    ])
  })
})

test('stopping twice is harmless', async () => {
  await ses.stop()
  await ses.stop()
})
