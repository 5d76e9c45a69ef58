import { expect, test } from 'vitest'
import { contactInputSchema, facilityInputSchema } from './facility.ts'
import { languageOf } from './language.ts'

test('a contact is written to in his own language, else in that of the site, else in English', () => {
  expect(languageOf({ language: 'es' }, { language: 'en' })).toBe('es')
  expect(languageOf({}, { language: 'es' })).toBe('es')
  expect(languageOf(undefined, { language: 'es' })).toBe('es')
  expect(languageOf({ language: 'en' }, { language: 'es' })).toBe('en')
  expect(languageOf({}, {})).toBe('en')
})

test('a language without letters is refused, and told which there are', () => {
  for (const schema of [contactInputSchema, facilityInputSchema]) {
    const read = schema.shape.language.safeParse('de')
    expect(read.error?.issues.map(({ message }) => message)).toEqual([
      'is not a language letters are written in: write en or es',
    ])
  }
})
