import { players } from '@recallwire/infra-embedded/demonstration/cast.ts'
import { type ReceivedLetter, readLetters } from '../flow/support/post-office.ts'
import { openReplyForm } from '../flow/support/reply-by-link.ts'
import { type Answer, readForms, submitForm, type WebForm } from '../flow/support/web-form.ts'

/** A form that someone has filled in, with one button left to press. Pressing it again sends the very same form. */
export type FilledForm = { press(): Promise<Answer> }

/** Opens the first letter to a site and fills its form in, up to the last button. */
export async function fillReplyForm(folder: string, siteCode: string): Promise<FilledForm> {
  const letter = await firstLetterTo(folder, siteCode)
  const { url, answer } = await openReplyForm(letter)
  const form = replyFormOf(answer)
  const units = unitsOf(form)
  const holding = units.length === 0 ? 'none' : 'some'
  const duty = [...form.html.matchAll(/ name="duty" value="([^"]+)"/g)].map(([, id = '']) => id)
  const person = { name: `Coordinator of ${siteCode}`, role: 'Recall coordinator' }
  const filled = { ...answersOf(units), ...person, understood: 'yes', holding, duty }
  if (holding === 'some') return { press: () => submitForm(url, form, filled) }
  const confirmation = replyFormOf(await submitForm(url, form, filled))
  return { press: () => submitForm(url, confirmation, {}) }
}

/** The id of the reply that a page says is recorded. */
export function recordedReply({ status, html }: Answer): string {
  const id = /<dt[^>]*>Reply<\/dt>\s*<dd[^>]*>([a-z2-7]{26})</.exec(html)?.[1]
  if (status !== 200 || id === undefined)
    throw new Error(`no reply was recorded (${status}): ${html.slice(0, 3_000)}`)
  return id
}

async function firstLetterTo(folder: string, siteCode: string): Promise<ReceivedLetter> {
  const site = players.flatMap(({ sites }) => sites).find(({ code }) => code === siteCode)
  const address = site?.contacts.find(({ role }) => role === 'recall-coordinator')?.email
  const found = (await readLetters(folder)).find(
    ({ to, subject }) => to === address && subject.startsWith('URGENT'),
  )
  if (found === undefined) throw new Error(`no first letter to ${address}`)
  return found
}

function replyFormOf({ status, html }: Answer): WebForm {
  const form = readForms(html).find(({ action }) => action.endsWith('/reply'))
  if (form === undefined) throw new Error(`no reply form on the page (${status}): ${html.slice(0, 3_000)}`)
  return form
}

type UnitFields = { readonly mark: string; readonly names: readonly string[] }

function unitsOf(form: WebForm): readonly UnitFields[] {
  return form.html
    .split('<legend class="usa-legend usa-legend--large">')
    .slice(1)
    .map((part) => ({
      mark: part.split('</p>')[0] ?? '',
      names: [...part.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name),
    }))
    .sort((a, b) => (a.mark < b.mark ? -1 : 1))
}

/** Different answers for neighbours; a unit that may be elsewhere is not here, one without a serial turns out to be listed. */
const answersOf = (units: readonly UnitFields[]) =>
  Object.fromEntries(
    units.flatMap(({ names }, index) => {
      const field = (kind: string) => names.find((name) => name.startsWith(`${kind}-`))
      const set = (kind: string, value: string) => {
        const name = field(kind)
        return name === undefined ? [] : [[name, value] as const]
      }
      if (field('here') !== undefined) return set('here', 'no')
      if (field('serial') !== undefined)
        return [...set('serial', '962810'), ...set('disposition', 'isolated')]
      if (index % 3 === 0) return set('disposition', 'isolated')
      if (index % 3 === 1) return set('disposition', 'returned')
      return [...set('disposition', 'found'), ...set('software', '8.00.03')]
    }),
  )
