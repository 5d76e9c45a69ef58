import { setTimeout as delay } from 'node:timers/promises'
import type { TalliedMail } from '@recallwire/infra-ses/tally.ts'
import { parseLetter } from '../../flow/support/post-office.ts'
import { openReplyForm } from '../../flow/support/reply-by-link.ts'
import { type Answer, readForms, submitForm } from '../../flow/support/web-form.ts'
import type { Judge } from '../processes/judge.ts'
import type { Caller } from './patient-api.ts'

const patienceMs = 900_000

/**
 * A person answers a letter through its link, for one unit that was put aside, and presses the button again and again until the
 * page says that the reply is recorded. However often it is pressed, one form is one reply.
 */
export async function answerLetter(
  { judge, caller }: { readonly judge: Judge; readonly caller: Caller },
  { tags, messageId }: TalliedMail,
  name: string,
): Promise<void> {
  const letter = await parseLetter(tags.letterId ?? '', await judge.mime(messageId))
  /** The link names the address in the settings; whoever listens answers for it. */
  const here = (url: string) => new URL(new URL(url).pathname, caller.baseUrl()).href
  const link = letter.link ?? ''
  const form = await patiently('the reply form opens', async () => {
    const { answer } = await openReplyForm({ ...letter, link: here(link) })
    if (isToBeTriedAgain(answer)) return undefined
    const found = readForms(answer.html).find(({ action }) => action.endsWith('/reply'))
    if (found === undefined) throw notWhatWasAsked('the reply form', answer)
    return found
  })
  const [, disposition = ''] = / name="(disposition-[^"]+)"/.exec(form.html) ?? []
  const duty = [...form.html.matchAll(/ name="duty" value="([^"]+)"/g)].map(([, id = '']) => id)
  const person = { name, role: 'Recall coordinator' }
  const filled = { ...person, understood: 'yes', holding: 'some', duty, [disposition]: 'isolated' }
  await patiently('the reply is recorded', async () => {
    const answer = await submitForm(here(link), form, filled)
    if (isRecorded(answer)) return true
    if (isToBeTriedAgain(answer)) return undefined
    throw notWhatWasAsked('the reply', answer)
  })
}

/** The pages behind a link take 30 forms a minute and show 120, and a process that is ending or busy says so: a person is told to wait. */
const isToBeTriedAgain = ({ status }: Answer): boolean => status >= 500 || status === 429

const notWhatWasAsked = (what: string, { status, html }: Answer): Error =>
  new Error(`${what} was answered ${status}: ${html.slice(0, 2_000)}`)

const isRecorded = ({ status, html }: Answer): boolean =>
  status === 200 && /<dt[^>]*>Reply<\/dt>\s*<dd[^>]*>[a-z2-7]{26}</.test(html)

/** Until it gives something, less and less often; a connection that breaks off is no answer. */
async function patiently<Result>(what: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
  const deadline = performance.now() + patienceMs
  for (let waitMs = 100; ; waitMs = Math.min(2 * waitMs, 5_000)) {
    const result = await attempt().catch((error: unknown) => {
      if (error instanceof TypeError || isTimeout(error)) return undefined
      throw error
    })
    if (result !== undefined) return result
    if (performance.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain until ${what}`)
    await delay(waitMs)
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError'
