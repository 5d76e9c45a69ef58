import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { composeMime, type Message } from './compose-mime.ts'
import { MailFieldError } from './mail-fields.ts'

const message: Message = {
  from: { name: 'Example Pumps Recalls', address: 'recalls@example.com' },
  to: { name: 'Łukasz "Lab" Müller', address: 'lab@example.org' },
  subject: 'Urgent: recall of infusion pumps № 7 – São Paulo',
  text: 'Dear colleague,\n\nplease reply.\n',
  html: '<p>Dear colleague,</p><p>please reply ≥ today.</p>',
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Recallwire-Letter': 'b577ti3l6f7cmop4ribsu325tu' },
  messageId: '<b577ti3l6f7cmop4ribsu325tu@example.com>',
  date: new Date('2026-05-01T12:00:00Z'),
  boundarySeed: 'b577ti3l6f7cmop4ribsu325tu',
}

const naughty: readonly string[] = [
  '=?',
  '=0D=0ABcc: c@example.org',
  '%0d%0aBcc: c@example.org',
  '"; x="y',
  '<script>alert(1)</script>',
  ' leading and trailing ',
  '👩‍⚕️'.repeat(60),
  'médecin '.repeat(80),
  'x'.repeat(900),
  '医療機器の回収',
  '\u202eright to left',
  ',;:<>@[]\\()',
]

async function parse(change: Partial<Message>) {
  const bytes = await composeMime({ ...message, ...change })
  return { bytes, text: Buffer.from(bytes).toString('latin1'), mail: await PostalMime.parse(bytes) }
}

/** What every composed message holds, whatever was written in it. */
function expectSound(text: string): void {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/)
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
}

const headerNames = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-recallwire-letter',
]

describe('a composed message', () => {
  test('reads back as it was written', async () => {
    const { mail, text } = await parse({})
    expect(mail.from).toEqual({ name: 'Example Pumps Recalls', address: 'recalls@example.com' })
    expect(mail.to).toEqual([{ name: 'Łukasz "Lab" Müller', address: 'lab@example.org' }])
    expect(mail.subject).toBe(message.subject)
    expect(mail.text?.trimEnd()).toBe(message.text.trimEnd())
    expect(mail.html?.trim()).toBe(message.html)
    expect(mail.messageId).toBe(message.messageId)
    expect(mail.date).toBe('2026-05-01T12:00:00.000Z')
    expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(headerNames)
    expectSound(text)
  })

  test('is the same bytes for the same input and other bytes for another seed', async () => {
    const [first, second, other] = await Promise.all([
      composeMime(message),
      composeMime({ ...message }),
      composeMime({ ...message, boundarySeed: 'other' }),
    ])
    expect(Buffer.from(first).equals(second)).toBe(true)
    expect(Buffer.from(first).equals(other)).toBe(false)
  })

  test('writes both bodies in quoted-printable', async () => {
    expect((await parse({})).text.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2)
  })

  test('carries attachments unchanged', async () => {
    const content = new Uint8Array(2000).map((_, index) => index % 256)
    const { mail, text } = await parse({
      attachments: [{ filename: 'Scope №.csv', contentType: 'text/csv', content }],
    })
    expect(mail.attachments).toMatchObject([{ filename: 'Scope №.csv', mimeType: 'text/csv' }])
    expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer).equals(content)).toBe(true)
    expectSound(text)
  })
})

describe('naughty text', () => {
  test.each(naughty)('%j goes through every field as it is', async (value) => {
    const subject = await parse({ subject: value })
    expect(subject.mail.subject?.trim()).toBe(value.trim())
    const name = await parse({ to: { name: value, address: 'lab@example.org' } })
    const [recipient] = name.mail.to ?? []
    expect(recipient?.address).toBe('lab@example.org')
    expect(recipient?.name.trim()).toBe(value.trim())
    const header = await parse({ headers: { ...message.headers, 'X-Recallwire-Letter': value } })
    const bodies = await parse({ text: value, html: value })
    expect(bodies.mail.text?.trimEnd()).toBe(value.trimEnd())
    expect(bodies.mail.html?.trimEnd()).toBe(value.trimEnd())
    for (const { text, mail } of [subject, name, header, bodies]) {
      expectSound(text)
      expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(headerNames)
      expect(mail.to).toHaveLength(1)
      expect(mail.bcc).toBeUndefined()
    }
  })

  test('a body cannot close its part or open another', async () => {
    const boundary = /boundary="([^"]+)"/.exec((await parse({})).text)?.[1]
    const { mail } = await parse({
      text: `--${boundary}--\r\n\r\n--${boundary}\r\nContent-Type: text/html\r\n\r\n<b>`,
    })
    expect(mail.html?.trim()).toBe(message.html)
    expect(mail.text).toContain(`--${boundary}--`)
  })
})

describe('refuses', () => {
  const controls = [
    '\r\nBcc: c@example.org',
    '\n',
    '\r',
    '\0',
    '\u001b[2J',
    '\u0085',
    '\u2028',
    '\ud800',
    '=?utf-8?Q?=0D=0ABcc?=',
  ]
  const withControl: readonly [string, (value: string) => Partial<Message>][] = [
    ['subject', (value) => ({ subject: `a${value}b` })],
    ['to.name', (value) => ({ to: { name: `a${value}b`, address: 'lab@example.org' } })],
    ['from.name', (value) => ({ from: { name: `a${value}b`, address: 'lab@example.org' } })],
    ['to.address', (value) => ({ to: { address: `lab@example.org${value}` } })],
    ['headers.X-Recallwire-Letter', (value) => ({ headers: { 'X-Recallwire-Letter': `a${value}b` } })],
    ['messageId', (value) => ({ messageId: `<a${value}@example.com>` })],
    [
      'attachments.0.filename',
      (value) => ({ attachments: [{ filename: value, contentType: 'text/csv', content: new Uint8Array() }] }),
    ],
  ]

  test.each(withControl)('control characters in %s and names the field', async (field, change) => {
    for (const control of controls) {
      const refusal = composeMime({ ...message, ...change(control) })
      await expect(refusal).rejects.toBeInstanceOf(MailFieldError)
      await expect(refusal).rejects.toMatchObject({ field })
    }
  })

  test.each([
    '',
    'nobody',
    'a@b, c@d',
    'a@b;c@d',
    'A <a@example.org>',
    'a b@example.org',
    'a@-x',
    'ä@example.org',
    `${'a'.repeat(250)}@example.org`,
  ])('the address %j', async (address) => {
    await expect(composeMime({ ...message, to: { address } })).rejects.toMatchObject({ field: 'to.address' })
  })

  test.each([
    'Bcc',
    'To',
    'Subject',
    'Content-Type',
    'X-SES-MESSAGE-TAGS',
    'DKIM-Signature',
    'Return-Path',
    'X-Recallwire-A:b',
  ])('the header %s', async (name) => {
    await expect(composeMime({ ...message, headers: { [name]: 'x' } })).rejects.toMatchObject({
      field: `headers.${name}`,
    })
  })

  test('an invalid date, a media type with parameters and a line that cannot be folded', async () => {
    await expect(composeMime({ ...message, date: new Date(Number.NaN) })).rejects.toMatchObject({
      field: 'date',
    })
    const attachment = { filename: 'a', contentType: 'text/csv; name="x"', content: new Uint8Array() }
    await expect(composeMime({ ...message, attachments: [attachment] })).rejects.toMatchObject({
      field: 'attachments.0.contentType',
    })
    const list = { 'List-Id': `<${'x'.repeat(1200)}.example.com>` }
    await expect(composeMime({ ...message, headers: list })).rejects.toMatchObject({
      field: 'List-ID',
    })
  })
})
