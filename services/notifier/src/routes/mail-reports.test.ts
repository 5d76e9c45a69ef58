import { createSign, generateKeyPairSync } from 'node:crypto'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { notifierConfigSchema } from '../config.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { facilityId, organisationId, publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall } from '../testing/seed-recall.ts'
import { mailReportRoutes } from './mail-reports.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const topic = 'arn:aws:sns:us-east-1:111122223333:mail-events'
const host = 'https://sns.us-east-1.amazonaws.com'

let backEnd: BackEnd
let desk: Desk
let http: ReturnType<typeof createHttpServer<Actor>>
let asked: string[]

beforeEach(async () => {
  asked = []
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  desk = createDesk(backEnd, {
    settles: 'never',
    send: async () => ({ kind: 'unclear', reason: 'the answer was lost' }),
  })
  await desk.say(
    'recallwire.notice-published.v1',
    publishedData(revision, [{ accountNumber: 'A1', facilityId, organisationId }]),
  )
  await desk.deliver()
  desk.pass(60_000)
  await desk.takeSteps()
  await desk.deliver()
  await desk.createSender().round()
  http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => publishedAt,
    authorise: () => true,
    idempotency: backEnd.idempotency,
    organisationKeyOf: () => organisationId,
  })
  const readUrl = async (url: string) => {
    asked.push(url)
    return keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  }
  const config = notifierConfigSchema.parse({ RECALLWIRE_SES_EVENTS_TOPIC_ARN: topic })
  for (const route of mailReportRoutes({ ...desk.deps, config, readUrl })) http.add(route)
})
afterEach(() => backEnd.close())

function signed(fields: Readonly<Record<string, string>>, names: readonly string[]) {
  const all: Readonly<Record<string, string>> = {
    MessageId: 'm-1',
    TopicArn: topic,
    Timestamp: desk.deps.realNow(),
    SignatureVersion: '2',
    SigningCertURL: `${host}/key.pem`,
    ...fields,
  }
  const text = names.map((name) => `${name}\n${all[name]}\n`).join('')
  return { ...all, Signature: createSign('RSA-SHA256').update(text).sign(keys.privateKey, 'base64') }
}
const notification = (message: object) =>
  signed({ Type: 'Notification', Message: JSON.stringify(message) }, [
    'Message',
    'MessageId',
    'Timestamp',
    'TopicArn',
    'Type',
  ])
const report = (letterId: string) => ({
  eventType: 'Delivery',
  mail: { timestamp: publishedAt, messageId: 'ses-1', tags: { letterId: [letterId], attempt: ['1'] } },
})
const post = async (message: object) =>
  (
    await http.inject({
      method: 'POST',
      url: '/v1/mail/reports',
      headers: { 'content-type': 'text/plain; charset=UTF-8' },
      payload: JSON.stringify(message),
    })
  ).statusCode
const letter = async () => (await desk.letters(caseId))[0]

test('a posted report settles its letter, and the certificate is read once', async () => {
  const letterId = (await letter())?.letterId ?? ''
  expect(await letter()).toMatchObject({ state: 'unknown' })
  expect(await post(notification(report(letterId)))).toBe(200)
  expect(await post(notification(report(letterId)))).toBe(200)
  expect(await letter()).toMatchObject({ state: 'sent', providerId: 'ses-1' })
  expect(asked).toEqual([`${host}/key.pem`])
})

test('a forged report is refused and settles nothing', async () => {
  const letterId = (await letter())?.letterId ?? ''
  const forged = { ...notification(report('a'.repeat(26))), Message: JSON.stringify(report(letterId)) }
  expect(await post(forged)).toBe(403)
  expect(await letter()).toMatchObject({ state: 'unknown' })
})

test('a report of no letter here is handed back', async () => {
  expect(await post(notification(report('a'.repeat(26))))).toBe(422)
  expect(await post(notification({ eventType: 'Delivery' }))).toBe(422)
})

test('a subscription is confirmed at the address that SNS signed', async () => {
  const url = `${host}/?Action=ConfirmSubscription&Token=t`
  const names = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const asks = { Type: 'SubscriptionConfirmation', Message: 'Confirm', Token: 't', SubscribeURL: url }
  expect(await post(signed(asks, names))).toBe(200)
  expect(asked).toEqual([`${host}/key.pem`, url])
})

test('there is no such address without a topic', () => {
  const config = notifierConfigSchema.parse({})
  expect(mailReportRoutes({ ...desk.deps, config, readUrl: async () => '' })).toEqual([])
})
