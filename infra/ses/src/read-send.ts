import { Buffer } from 'node:buffer'
import type { ErrorAnswer } from './behaviour.ts'

/** What a send request asks for. */
export type SendRequest = {
  readonly source: string | undefined
  readonly destinations: readonly string[]
  readonly mime: Uint8Array
  readonly tags: Readonly<Record<string, string>>
  readonly configurationSetName: string | undefined
}

export type ReadSend =
  | { readonly kind: 'send'; readonly send: SendRequest }
  | { readonly kind: 'invalid'; readonly error: ErrorAnswer }

const maximumRecipients = 50

/** Reads the form of SendRawEmail or SendEmail (Query protocol, version 2010-12-01); checks what SES itself checks first. */
export function readSend(action: 'SendRawEmail' | 'SendEmail', form: URLSearchParams): ReadSend {
  const raw = action === 'SendRawEmail'
  const destinations = raw ? members(form, 'Destinations') : members(form, 'Destination.ToAddresses')
  const tags = readTags(form)
  const data = form.get(raw ? 'RawMessage.Data' : 'Message.Subject.Data')
  if (data === null || data === '') return invalid('MissingParameter', 'The message is missing.')
  if (destinations.length > maximumRecipients)
    return invalid('InvalidParameterValue', 'Recipient count exceeds 50.')
  if (destinations.some((address) => !/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(address))) {
    return invalid('InvalidParameterValue', 'Illegal address')
  }
  if (tags === undefined) return invalid('InvalidParameterValue', 'Invalid tag name or value.')
  const send = {
    source: form.get('Source') ?? undefined,
    destinations,
    mime: raw ? Buffer.from(data, 'base64') : writeSimpleMessage(form, destinations),
    tags,
    configurationSetName: form.get('ConfigurationSetName') ?? undefined,
  }
  return { kind: 'send', send }
}

function members(form: URLSearchParams, name: string): readonly string[] {
  const values: string[] = []
  for (let index = 1; ; index++) {
    const value = form.get(`${name}.member.${index}`)
    if (value === null) return values
    values.push(value)
  }
}

function readTags(form: URLSearchParams): Readonly<Record<string, string>> | undefined {
  const allowed = /^[\w-]{1,256}$/
  const tags = new Map<string, string>()
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index++) {
    const name = form.get(`Tags.member.${index}.Name`) ?? ''
    const value = form.get(`Tags.member.${index}.Value`) ?? ''
    if (!allowed.test(name) || !allowed.test(value)) return undefined
    tags.set(name, value)
  }
  return Object.fromEntries(tags)
}

/** SendEmail carries the parts of a message; this is the message SES would make of them, without its own headers. */
function writeSimpleMessage(form: URLSearchParams, destinations: readonly string[]): Uint8Array {
  const html = form.get('Message.Body.Html.Data')
  const body = html ?? form.get('Message.Body.Text.Data') ?? ''
  const subject = Buffer.from(form.get('Message.Subject.Data') ?? '').toString('base64')
  const lines = [
    `From: ${form.get('Source') ?? ''}`,
    `To: ${destinations.join(', ')}`,
    `Subject: =?utf-8?B?${subject}?=`,
    'MIME-Version: 1.0',
    `Content-Type: text/${html === null ? 'plain' : 'html'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

function invalid(code: string, message: string): ReadSend {
  return { kind: 'invalid', error: { status: 400, code, message } }
}
