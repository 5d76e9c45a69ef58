import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { MailFieldError } from '@recallwire/mail/mail-fields.ts'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import type { LetterInput } from '../../services/notifier/src/letters/letter-input.ts'
import { letterMessage } from '../../services/notifier/src/letters/letter-message.ts'
import { renderLetter } from '../../services/notifier/src/letters/render-letter.ts'
import { hostileEverywhere, plainLetter, plainReceipt, textFields, withoutForm } from './hostile-letter.ts'
import { headerInjections, naughtyStrings, payloads, scripts } from './payloads.ts'

const from = 'recalls@example.org'
const headers = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'importance',
  'in-reply-to',
  'list-id',
  'message-id',
  'mime-version',
  'references',
  'reply-to',
  'subject',
  'to',
  'x-recallwire-letter',
]

type Judged = 'sent' | 'refused'

/** A letter is refused with the name of its field, or it is what was meant, to one recipient. */
async function judge(input: LetterInput): Promise<Judged> {
  const rendered = renderLetter(input)
  const message = letterMessage(input, rendered, from)
  const mime = await composeMime(message).catch((error: unknown) => {
    if (error instanceof MailFieldError) return error
    throw error
  })
  if (mime instanceof MailFieldError) {
    expect(mime.message).toMatch(/^(subject|from|to)/)
    return 'refused'
  }
  const raw = Buffer.from(mime).toString('latin1')
  expect(/(^|[^\r])\n|\r([^\n]|$)|\0/.test(raw)).toBe(false)
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
  const read = await PostalMime.parse(mime)
  expect(read.headers.map(({ key }) => key).toSorted()).toEqual(headers)
  const people = [...(read.to ?? []), ...(read.cc ?? []), ...(read.bcc ?? []), read.from]
  expect(people.map((one) => [shown(one?.name ?? ''), one?.address])).toEqual([
    [shown(input.contact.name), input.contact.email],
    [shown(`${input.firmName} via Recallwire`), from],
  ])
  expect(shown(read.subject ?? '')).toBe(shown(rendered.subject))
  expect(read.text?.trimEnd()).toBe(rendered.text.toWellFormed().replace(/\r\n?/g, '\n').trimEnd())
  expect(read.html?.trimEnd()).toBe(rendered.html.toWellFormed().replace(/\r\n?/g, '\n').trimEnd())
  expect(read.attachments.map(({ mimeType }) => mimeType)).toEqual(
    message.attachments?.map(({ contentType }) => contentType.replace(/;.*/, '')),
  )
  return 'sent'
}

/** Blanks in a header are folded and unfolded on the way. */
const shown = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Every text has been in every field by then; alone it may break what others would have hidden. */
const forHeaders = [
  ...headerInjections,
  ...scripts,
  ...naughtyStrings.filter((_text, place) => place % 3 === 0),
]

describe('what a letter says and to whom stays as it was meant', () => {
  test('with hostile text in every field at once', async () => {
    const judged: Judged[] = []
    for (const [place, payload] of payloads.entries()) {
      // A form in a rare script takes a font of its own: every tenth is looked at with one.
      const letter = place % 10 === 0 ? plainLetter() : withoutForm()
      judged.push(await judge(hostileEverywhere(letter, payload)))
    }
    expect(judged).toHaveLength(payloads.length)
    expect(judged.filter((fate) => fate === 'sent').length).toBeGreaterThan(400)
  })

  test.each(['title', 'facility', 'contact', 'firm', 'sender'])(
    'with hostile text in the %s alone, which goes into a header',
    async (field) => {
      const set = textFields[field]
      if (set === undefined) throw new Error(`no field ${field}`)
      for (const payload of forHeaders) await judge(set(withoutForm(), payload))
    },
  )

  test('with hostile text in what a receipt repeats', async () => {
    for (const payload of payloads) await judge(hostileEverywhere(plainReceipt(), payload))
  })
})
