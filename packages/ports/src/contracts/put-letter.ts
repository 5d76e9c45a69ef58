import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { BackEnd } from '../back-end.ts'
import { sampleId, sampleLetter } from './fixtures/sample-documents.ts'

/** Stores a letter that a test tells from others by its label. */
export async function putLetter(
  { letters }: BackEnd,
  label: string,
  more: object = {},
  kind = 'initial',
): Promise<Letter> {
  const letter = sampleLetter(sampleId(label), more, kind)
  await letters.save({ id: letter.letterId, expectedVersion: 0, next: letter, events: [] })
  return letter
}
