import { z } from 'zod'

/** The languages in which letters and reply pages are written, as BCP 47 tags. */
export const languages = ['en', 'es'] as const
export const languageSchema = z.enum(languages, 'is not a language letters are written in: write en or es')
export type Language = z.infer<typeof languageSchema>

/** Where nobody has said which: the rules followed here are written in it. */
export const defaultLanguage: Language = 'en'

type Speaks = { readonly language?: Language | undefined }

/** In which language someone is written to: the contact's own, else that of the site. */
export const languageOf = (contact: Speaks | undefined, facility: Speaks): Language =>
  contact?.language ?? facility.language ?? defaultLanguage
