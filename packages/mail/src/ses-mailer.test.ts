import { createServer } from 'node:http'
import { describeMailer } from '@recallwire/ports/contracts/mailer-contract.ts'
import type { OutgoingMail, SendOutcome } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accepts, type Behaviour, behaviours } from '../../../infra/ses/src/behaviour.ts'
import { type LocalSes, startLocalSes } from '../../../infra/ses/src/local-ses.ts'
import { createSesMailer, type SesMailer, type SesMailerOptions } from './ses-mailer.ts'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const letterId = 'b577ti3l6f7cmop4ribsu325tu'
const mail: OutgoingMail = {
  letterId,
  to: 'b@example.org',
  mime: Buffer.from('From: a@example.com\r\n\r\nx\r\n'),
  tags: { kind: 'initial', attempt: 'not-this-one' },
  attempt: 3,
}
const never = new AbortController().signal

function optionsFor(endpoint: string): SesMailerOptions {
  return {
    region: 'us-east-1',
    endpoint,
    credentials,
    from: 'recalls@example.com',
    configurationSetName: 'recalls',
  }
}

describeMailer('SES', { settles: 'events', canBeProvoked: true }, async () => {
  const ses = await startLocalSes()
  const mailer = createSesMailer(optionsFor(ses.url))
  return {
    mailer,
    received: async () => ses.received().map(({ mime }) => mime),
    provoke: {
      refused: async () => ses.respondWith(['throttle']),
      unclear: async () => ses.respondWith(['error-after-accept']),
    },
    close: async () => {
      mailer.close()
      await ses.stop()
    },
  }
})

describe('SES', () => {
  let ses: LocalSes
  let mailer: SesMailer
  beforeEach(async () => {
    ses = await startLocalSes()
    mailer = createSesMailer(optionsFor(ses.url))
  })
  afterEach(async () => {
    mailer.close()
    await ses.stop()
  })

  test('one destination, the sender, the tags and the configuration set go along', async () => {
    const outcome = await mailer.send(mail, never)
    const [received] = ses.received()
    expect(outcome).toEqual({ kind: 'accepted', providerId: received?.messageId })
    expect(received).toMatchObject({
      source: 'recalls@example.com',
      destinations: ['b@example.org'],
      tags: { letterId, attempt: '3', kind: 'initial' },
      configurationSetName: 'recalls',
    })
  })

  const outcomes: readonly [Behaviour, string][] = [
    ['accept', 'accepted'],
    ['throttle', 'refused later'],
    ['daily-quota', 'refused account'],
    ['reject', 'refused letter'],
    ['invalid-address', 'refused letter'],
    ['paused', 'refused account'],
    ['bad-credentials', 'refused account'],
    ['unavailable', 'unclear'],
    ['error', 'unclear'],
    ['hang', 'unclear'],
    ['reset', 'unclear'],
    ['garbled-after-accept', 'unclear'],
    ['error-after-accept', 'unclear'],
    ['hang-after-accept', 'unclear'],
    ['reset-after-accept', 'unclear'],
  ]

  test.each(outcomes)('%s is %s, after a single request', async (behaviour, expected) => {
    const hangs = behaviour.startsWith('hang')
    const tried = hangs ? createSesMailer({ ...optionsFor(ses.url), deadlineMs: 1000 }) : mailer
    ses.respondWith([behaviour])
    expect(wordsOf(await tried.send(mail, never))).toBe(expected)
    expect(ses.requests()).toBe(1)
    expect(ses.received()).toHaveLength(accepts(behaviour) ? 1 : 0)
    if (hangs) tried.close()
  })

  test('every behaviour of the local SES has an outcome', () => {
    expect(outcomes.map(([behaviour]) => behaviour).toSorted()).toEqual(behaviours.toSorted())
  })

  test('no refusal is ever told of a letter that was accepted', () => {
    const told = outcomes.filter(([behaviour]) => accepts(behaviour)).map(([, expected]) => expected)
    expect(told.filter((expected) => expected.startsWith('refused'))).toEqual([])
  })

  test('a stop while the answer is awaited is unclear', async () => {
    const stop = new AbortController()
    ses.respondWith(() => {
      stop.abort()
      return 'hang-after-accept'
    })
    expect(await mailer.send(mail, stop.signal)).toEqual({ kind: 'unclear', reason: 'AbortError' })
  })

  test('a tag that SES would not take is a refusal of the letter', async () => {
    expect(wordsOf(await mailer.send({ ...mail, tags: { kind: 'a b' } }, never))).toBe('refused letter')
  })

  test('no connection at all is a certain refusal', async () => {
    await ses.stop()
    expect(wordsOf(await mailer.send(mail, never))).toBe('refused later')
  })

  test('an answer that drips for ever ends at the deadline', async () => {
    const dripping = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' })
      response.write('<SendRawEmailResponse>')
    })
    await new Promise<void>((listening) => dripping.listen(0, '127.0.0.1', listening))
    const address = dripping.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const slow = createSesMailer({ ...optionsFor(`http://127.0.0.1:${port}`), deadlineMs: 200 })
    expect((await slow.send(mail, never)).kind).toBe('unclear')
    slow.close()
    dripping.closeAllConnections()
    dripping.close()
  })

  test('credentials that never come end at the deadline', async () => {
    const waiting = createSesMailer({
      ...optionsFor(ses.url),
      credentials: () => new Promise(() => undefined),
      deadlineMs: 100,
    })
    expect((await waiting.send(mail, never)).kind).toBe('unclear')
    expect(ses.requests()).toBe(0)
    waiting.close()
  })

  test('without a configuration set nothing settles', () => {
    const { configurationSetName: _, ...plain } = optionsFor(ses.url)
    const unsettled = createSesMailer(plain)
    expect([mailer.settles, unsettled.settles]).toEqual(['events', 'never'])
    unsettled.close()
  })
})

function wordsOf(outcome: SendOutcome): string {
  return outcome.kind === 'refused' ? `refused ${outcome.scope}` : outcome.kind
}
