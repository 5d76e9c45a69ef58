import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifySnsMessage } from './sns-message.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const topic = 'arn:aws:sns:us-east-1:111122223333:mail-events'
const now = '2026-03-02T10:00:00.000Z'
const host = 'https://sns.us-east-1.amazonaws.com'

const notification = {
  Type: 'Notification',
  MessageId: '22b80b92',
  TopicArn: topic,
  Message: '{"eventType":"Send"}',
  Timestamp: '2026-03-02T09:59:58.000Z',
  SignatureVersion: '2',
  SigningCertURL: `${host}/SimpleNotificationService-0000.pem`,
}
const confirmation = {
  ...notification,
  Type: 'SubscriptionConfirmation',
  Token: '2336412f37',
  SubscribeURL: `${host}/?Action=ConfirmSubscription&Token=2336412f37`,
}
const signedNames: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
}

function sign(fields: Readonly<Record<string, string>>, privateKey = keys.privateKey) {
  const names = (signedNames[fields.Type ?? ''] ?? []).filter((name) => fields[name] !== undefined)
  const text = names.map((name) => `${name}\n${fields[name]}\n`).join('')
  return { ...fields, Signature: createSign('RSA-SHA256').update(text).sign(privateKey, 'base64') }
}
const loaded: string[] = []
const verify = (fields: object | string, certificate = publicKey) =>
  verifySnsMessage(typeof fields === 'string' ? fields : JSON.stringify(fields), {
    topicArns: [topic],
    now,
    loadCertificate: async (url) => {
      loaded.push(url)
      return certificate
    },
  })

describe('a message of SNS', () => {
  test('is taken when everything about it is right, with a subject and without', async () => {
    const taken = { kind: 'notification', message: '{"eventType":"Send"}' }
    expect(await verify(sign(notification))).toEqual(taken)
    expect(await verify(sign({ ...notification, Subject: 'Amazon SES' }))).toEqual(taken)
  })

  test('that asks to confirm names where', async () => {
    expect(await verify(sign(confirmation))).toEqual({ kind: 'confirmation', url: confirmation.SubscribeURL })
  })

  test.each([
    ['another message', { ...sign(notification), Message: '{"eventType":"Bounce"}' }, 'Signature is wrong'],
    ['an added subject', { ...sign(notification), Subject: 'x' }, 'Signature is wrong'],
    ["somebody else's signature", sign(notification, others.privateKey), 'Signature is wrong'],
    ['no signature', notification, 'Signature is wrong'],
    ['another topic', sign({ ...notification, TopicArn: `${topic}-2` }), 'TopicArn is not on the list'],
    ['the older signature', sign({ ...notification, SignatureVersion: '1' }), 'SignatureVersion is not 2'],
    ['an old time', sign({ ...notification, Timestamp: '2026-03-02T08:59:59.000Z' }), 'Timestamp'],
    ['a future time', sign({ ...notification, Timestamp: '2026-03-02T11:00:01.000Z' }), 'Timestamp'],
    ['no time', sign({ ...notification, Timestamp: 'now' }), 'Timestamp'],
    ['another kind', sign({ ...notification, Type: 'Order' }), 'Type'],
    [
      'a confirmation elsewhere',
      sign({ ...confirmation, SubscribeURL: 'https://evil.example/confirm' }),
      'SubscribeURL',
    ],
    ['no JSON', 'hello', 'no JSON'],
    ['a list', '[]', 'no JSON'],
  ])('with %s is refused', async (_name, fields, because) => {
    expect(await verify(fields)).toEqual({ kind: 'refused', because: expect.stringContaining(because) })
  })

  test.each([
    'http://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com.evil.example/a.pem',
    'https://evil.example/sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com:8443/a.pem',
    'https://user@sns.us-east-1.amazonaws.com/a.pem',
    'https://s3.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.txt',
    'not an address',
  ])('never has its certificate read from %s', async (SigningCertURL) => {
    loaded.length = 0
    expect((await verify(sign({ ...notification, SigningCertURL }))).kind).toBe('refused')
    expect(loaded).toEqual([])
  })

  test('is refused where what was read is no certificate', async () => {
    expect((await verify(sign(notification), 'no certificate')).kind).toBe('refused')
  })
})
