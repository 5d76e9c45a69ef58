import type { Language } from '@recallwire/domain/directory/language.ts'
import { english } from './english.ts'
import { spanish } from './spanish.ts'

/** What letters and pages say in one language, whole: a text that is missing in a language is a type error. */
export type Texts = typeof english & { readonly language: Language }

const texts: Readonly<Record<Language, Texts>> = {
  en: { ...english, language: 'en' },
  es: { ...spanish, language: 'es' },
}

export const textsOf = (language: Language): Texts => texts[language]
