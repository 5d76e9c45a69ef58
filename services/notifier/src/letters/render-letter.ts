import { languageOf } from '@recallwire/domain/directory/language.ts'
import { textsOf } from '../language/texts.ts'
import { composeLetter } from './compose-letter.ts'
import type { LetterInput, RenderedLetter } from './letter-input.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/** A letter from its plan, in the language of whom it goes to: the same input gives the same letter. Both forms are written from one content. */
export function renderLetter(input: LetterInput): RenderedLetter {
  const language = languageOf(input.contact, input.facility)
  const content = composeLetter(input, textsOf(language))
  return { language, subject: content.subject, text: renderText(content), html: renderHtml(content) }
}
