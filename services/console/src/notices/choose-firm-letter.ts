import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { renderSelect } from '@recallwire/html/form-components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Answer } from '../api/transport.ts'
import type { ErrorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'

export type FirmLetter = NonNullable<NoticeContent['firmLetter']>

/** The letters that a notice may name: the one that it names already, and those handed in, the newest first. */
export async function lettersFor(
  visit: Visit,
  named?: FirmLetter | undefined,
): Promise<Answer<readonly FirmLetter[]>> {
  const handedIn = await visit.api.firmLetters.list()
  if (handedIn.kind === 'problem') return handedIn
  const others = handedIn.value.filter(({ sha256 }) => sha256 !== named?.sha256)
  const letters = others.map(({ fileName, sha256, size }) => ({ fileName, sha256, size }))
  return { kind: 'ok', value: named === undefined ? letters : [named, ...letters] }
}

export function chosenLetter(
  sha256: string | undefined,
  letters: readonly FirmLetter[],
): FirmLetter | 'gone' | undefined {
  return sha256 === undefined ? undefined : (letters.find((letter) => letter.sha256 === sha256) ?? 'gone')
}

export const renderLetterChoice = (
  letters: readonly FirmLetter[],
  fields: FormFields,
  error: ErrorFinder,
): Html => html`${renderSelect({
  name: 'firm-letter',
  label: "Your firm's original letter",
  hint: 'It goes out unaltered with every letter to a facility.',
  value: fields.text('firm-letter'),
  error: error('firm-letter'),
  options: letters.map(({ fileName, sha256 }) => ({
    value: sha256,
    label: `${fileName} (${sha256.slice(0, 8)}…)`,
  })),
})}
<p><a class="usa-link" href="/firm-letters">Hand in a letter</a> before you draft the notice.</p>`
