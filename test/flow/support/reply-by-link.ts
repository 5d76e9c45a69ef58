import type { ReceivedLetter } from './post-office.ts'
import { type Answer, readForms, submitForm, type WebForm } from './web-form.ts'

/** How one unit is answered: the form's fields by their kind. */
export type UnitReply = {
  readonly disposition?: string
  readonly software?: string
  readonly serial?: string
  readonly here?: 'yes' | 'no'
}

export type Replier = {
  readonly name: string
  readonly role: string
  readonly holding: 'some' | 'none'
  /** By the serial, lot or asset tag in the unit's heading. */
  readonly units?: Readonly<Record<string, UnitReply>>
}

/** Opens the link with the code: the form with the facility's units, or the page that says why there is none. */
export async function openReplyForm(
  letter: ReceivedLetter,
  code = letter.code ?? '',
): Promise<{ readonly url: string; readonly answer: Answer }> {
  const url = letter.link ?? ''
  const page = await fetch(url, { signal: AbortSignal.timeout(30_000) })
  const html = await page.text()
  if (!page.ok) return { url, answer: { status: page.status, html } }
  const [codeForm] = readForms(html)
  if (codeForm === undefined) throw new Error(`no form behind the link of letter ${letter.letterId}`)
  return { url, answer: await submitForm(url, codeForm, { code }) }
}

/** Replies as a person would: link, code, units, every sender ticked, name. "We hold none" is confirmed on a second page. */
export async function replyByLink(letter: ReceivedLetter, replier: Replier): Promise<Answer> {
  const { url, answer } = await openReplyForm(letter)
  const form = replyFormOf(answer)
  const first = await submitForm(url, form, fill(form, replier))
  if (replier.holding === 'some' || first.status !== 200) return first
  return submitForm(url, replyFormOf(first), {})
}

function replyFormOf(answer: Answer): WebForm {
  const form = readForms(answer.html).find(({ action }) => action.endsWith('/reply'))
  if (form === undefined)
    throw new Error(`no reply form on the page (${answer.status}): ${answer.html.slice(0, 2_000)}`)
  return form
}

function fill(form: WebForm, { name, role, holding, units = {} }: Replier) {
  const duties = [...form.html.matchAll(/name="duty" value="([^"]+)"/g)].map(([, id = '']) => id)
  const answers = Object.entries(units).flatMap(([mark, fields]) =>
    Object.entries(fields).map(([field, value]) => [fieldOf(form, mark, field), value] as const),
  )
  return { understood: 'yes', holding, duty: duties, name, role, ...Object.fromEntries(answers) }
}

/** The name of a unit's field, found in the part of the form whose heading or first line shows the unit. */
function fieldOf(form: WebForm, mark: string, field: string): string {
  const parts = form.html.split('<legend class="usa-legend usa-legend--large">').slice(1)
  const part = parts.find((text) => (text.split('</p>')[0] ?? '').includes(mark)) ?? ''
  const names = [...part.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name)
  const found = names.find((name) => name.startsWith(`${field}-`))
  if (found === undefined)
    throw new Error(`the form asks no ${field} of ${mark}; it asks ${names.join(', ')}`)
  return found
}
