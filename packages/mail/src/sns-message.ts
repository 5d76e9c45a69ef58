import { createVerify } from 'node:crypto'

/** What SNS posts to a subscribed address, after everything about it was checked. */
export type SnsMessage =
  | { readonly kind: 'notification'; readonly message: string }
  /** SNS asks whether this address wants the topic: it is confirmed by reading `url`. */
  | { readonly kind: 'confirmation'; readonly url: string }
  /** Somebody no longer wants the topic; nothing to do. */
  | { readonly kind: 'unsubscribed' }
  | { readonly kind: 'refused'; readonly because: string }

export type SnsRules = {
  /** The topics whose messages count. */
  readonly topicArns: readonly string[]
  /** Real time, UTC. A message older or younger than an hour is refused: a signature never expires by itself. */
  readonly now: string
  /** Reads the certificate at an address of AWS as PEM. */
  readonly loadCertificate: (url: string) => Promise<string>
}

type Fields = Readonly<Record<string, string | undefined>>

const windowMs = 3_600_000

/** Certificates and confirmations come from SNS's own hosts: whoever could choose another could sign for himself. */
const snsHost = /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(\.cn)?$/

/**
 * Verifies a message of SNS: SignatureVersion 2 (SHA-256), a certificate from SNS's host, a topic on the list, a time within the
 * hour. Version 1 (SHA-1) is refused: set `SignatureVersion` of the topic to 2. Throws what `loadCertificate` throws.
 */
export async function verifySnsMessage(body: string, rules: SnsRules): Promise<SnsMessage> {
  const fields = readFields(body)
  if (fields === undefined) return refused('the message is no JSON object')
  const { Type, TopicArn, SignatureVersion, Signature, SigningCertURL, Timestamp } = fields
  const signed = signedFields[Type ?? '']
  if (signed === undefined) return refused('Type is not one that SNS posts')
  if (TopicArn === undefined || !rules.topicArns.includes(TopicArn))
    return refused('TopicArn is not on the list')
  if (SignatureVersion !== '2') return refused('SignatureVersion is not 2: set it on the topic')
  const age = Math.abs(Date.parse(rules.now) - Date.parse(Timestamp ?? ''))
  if (!(age <= windowMs)) return refused('Timestamp is not within an hour of now')
  if (!isOfSns(SigningCertURL, '.pem')) return refused('SigningCertURL is not an address of SNS')
  const certificate = await rules.loadCertificate(SigningCertURL)
  if (!isSignedBy(certificate, textToSign(fields, signed), Signature ?? ''))
    return refused('Signature is wrong')
  switch (Type) {
    case 'Notification':
      return { kind: 'notification', message: fields.Message ?? '' }
    case 'SubscriptionConfirmation':
      return isOfSns(fields.SubscribeURL, '')
        ? { kind: 'confirmation', url: fields.SubscribeURL }
        : refused('SubscribeURL is not an address of SNS')
    default:
      return { kind: 'unsubscribed' }
  }
}

const confirmed = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

/** Which fields the signature covers, in their order (SNS developer guide, verifying signatures). */
const signedFields: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: confirmed,
  UnsubscribeConfirmation: confirmed,
}

const textToSign = (fields: Fields, names: readonly string[]): string =>
  names.flatMap((name) => (fields[name] === undefined ? [] : `${name}\n${fields[name]}\n`)).join('')

function isSignedBy(certificate: string, text: string, signature: string): boolean {
  try {
    return createVerify('RSA-SHA256').update(text, 'utf8').verify(certificate, signature, 'base64')
  } catch {
    // What is no certificate verifies nothing.
    return false
  }
}

function isOfSns(text: string | undefined, ending: string): text is string {
  if (text === undefined || !URL.canParse(text)) return false
  const { protocol, hostname, port, username, password, pathname } = new URL(text)
  const isPlain = protocol === 'https:' && port === '' && username === '' && password === ''
  return isPlain && snsHost.test(hostname) && pathname.endsWith(ending)
}

function readFields(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const texts = Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return Object.fromEntries(texts)
  } catch {
    return undefined
  }
}

const refused = (because: string): SnsMessage => ({ kind: 'refused', because })
