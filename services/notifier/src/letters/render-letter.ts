import { composeLetter } from './compose-letter.ts'
import { english } from './english.ts'
import type { LetterInput, RenderedLetter } from './letter-input.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

/** A letter from its plan: the same input gives the same letter. Both forms are written from one content. */
export function renderLetter(input: LetterInput): RenderedLetter {
  const content = composeLetter(input, english)
  return { subject: content.subject, text: renderText(content), html: renderHtml(content) }
}
