import { createHash } from 'node:crypto'
import { composeMime, type Message } from '@recallwire/mail/compose-mime.ts'
import type { LetterInput } from '@recallwire/notifier/letters/letter-input.ts'
import { letterMessage } from '@recallwire/notifier/letters/letter-message.ts'
import { renderLetter } from '@recallwire/notifier/letters/render-letter.ts'
import { renderReplyForm } from '@recallwire/notifier/reply-form/render-reply-form.ts'
import type { OutgoingMail } from '@recallwire/ports/mailer.ts'
import type { Comparison, Contender, Digest, Scenario } from '../scenario.ts'
import { lettersToCompose } from './letters-to-compose.ts'
import { sendAll } from './send-all.ts'
import { type SesOutside, startSesOutside } from './ses-outside.ts'

/** What writing a letter costs, from the case to the bytes, beside what the SDK takes to hand the same bytes over. */
export const compose: Scenario = {
  name: 'compose',
  unit: 'letters/s/core',
  prepare: (quick) => prepareCompose(quick ? 40 : 500, quick ? 1 : 6),
}

const from = 'recalls@example.org'

export async function prepareCompose(count: number, runs: number): Promise<Comparison> {
  const inputs = lettersToCompose(count)
  const messages = inputs.map(messageOf)
  const mails = await Promise.all(messages.map(mailOf))
  const ses = await startSesOutside()
  const render = partOf('render', inputs, (input) => renderLetter(input).html)
  const form = partOf('form', inputs, renderReplyForm)
  const mime = partOf('mime', messages, composeMime)
  return {
    items: count,
    turns: { warmUps: 2, runs },
    ours: partOf('ours', inputs, (input) => composeMime(messageOf(input))),
    peers: [throughSdk(ses, mails)],
    besides: [render, form, mime],
    figures: (readValue) => ({
      bytesPerLetter: Math.round(mails.reduce((sum, mail) => sum + mail.mime.length, 0) / count),
      ...Object.fromEntries(
        [render, form, mime].map((part) => [`${part.name}Us`, Math.round(1_000_000 / readValue(part))]),
      ),
    }),
    close: ses.stop,
  }
}

const messageOf = (input: LetterInput): Message => letterMessage(input, renderLetter(input), from)

const mailOf = async (message: Message, index: number): Promise<OutgoingMail> => ({
  letterId: message.boundarySeed,
  to: message.to.address,
  mime: await composeMime(message),
  tags: { index: String(index) },
  attempt: 1,
})

/** Does one thing for each, and remembers what came of it. */
function partOf<Item>(
  name: string,
  items: readonly Item[],
  make: (item: Item) => string | Uint8Array | Promise<string | Uint8Array>,
): Contender {
  return {
    name,
    work: async () => {
      const made: (string | Uint8Array)[] = []
      for (const item of items) {
        made.push(await make(item))
        await turn()
      }
      return digestOf(() => made.map((one) => createHash('sha256').update(one).digest('hex')))
    },
  }
}

/** As letters are handed over: sixteen on the way at a time, through the project's own adapter of the SDK. */
function throughSdk(ses: SesOutside, mails: readonly OutgoingMail[]): Contender {
  return {
    name: 'ses-sdk',
    ready: ses.forget,
    work: async () => {
      const mailer = ses.mailer(from)
      await sendAll(mailer, mails)
      mailer.close()
      const accepted = await ses.accepted()
      const byPlace = accepted.toSorted((one, other) => Number(one.tags.index) - Number(other.tags.index))
      return digestOf(() => byPlace.map(({ hash }) => hash))
    },
  }
}

/** As in a service, others get theirs. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const digestOf =
  (hashes: () => readonly string[]): Digest =>
  (items) =>
    hashes().slice(0, items).join('\n')
