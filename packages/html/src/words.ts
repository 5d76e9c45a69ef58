import type { Tone } from './components.ts'

/** What page frame and components say by themselves, in one language; the rest comes from whoever renders. */
export type Words = {
  readonly skip: string
  /** Name of the banner that says what kind of installation this is. */
  readonly environment: string
  readonly disclaimer: string
  readonly required: string
  readonly select: string
  /** Said before the text of an error, for whoever does not see its colour. */
  readonly error: string
  readonly nothingSaved: (errors: number) => string
  readonly tone: { readonly [tone in Tone]: string }
}

export const englishWords: Words = {
  skip: 'Skip to main content',
  environment: 'Environment',
  disclaimer: `Supports compliance with the rules on medical-device recalls; it does not confer it.
The duties of the recalling firm and of the facility stay with them.`,
  required: '(required)',
  select: '- Select -',
  error: 'Error',
  nothingSaved: (errors) =>
    `Nothing was saved: ${errors === 1 ? 'one answer needs' : `${errors} answers need`} your attention`,
  tone: { info: 'Information', success: 'Done', warning: 'Warning', error: 'Error' },
}
