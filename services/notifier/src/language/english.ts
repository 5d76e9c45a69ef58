import { englishWords } from '@recallwire/html/words.ts'
import { englishForm } from './english-form.ts'
import { englishLetter } from './english-letter.ts'
import { englishPages } from './english-pages.ts'
import { englishParts } from './english-parts.ts'

/** Every word that letters and reply pages add to the firm's own. Another language is another object of this shape. */
export const english = {
  locale: 'en-US',
  ...englishLetter,
  ...englishParts,
  pages: englishPages,
  form: englishForm,
  /** What page frame and form fields say by themselves. */
  words: englishWords,
}
