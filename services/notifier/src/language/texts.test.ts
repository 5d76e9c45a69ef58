import { groundPrefixes, grounds, softwareDemands } from '@recallwire/domain/scope/grounds.ts'
import { describe, expect, test } from 'vitest'
import { english } from './english.ts'
import { spanish } from './spanish.ts'
import { becauseInSpanish, spanishDemands, spanishGrounds, spanishPrefixes } from './spanish-grounds.ts'
import { englishWordsIn } from './testing/english-words.ts'

/** Every text that takes nothing, by its place. */
function textsIn(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, `${path}/${name}`))
}

/** The same word in both languages, or a name. */
const alike = ['/unitColumns/software', '/words/error', '/words/tone/error', '/unitList/columns']

describe('the Spanish texts', () => {
  test('are none of them left in English', () => {
    const inEnglish = new Map(textsIn(english))
    const left = textsIn(spanish).filter(
      ([path, text]) =>
        text !== '' && inEnglish.get(path) === text && !alike.some((place) => path.startsWith(place)),
    )
    expect(left).toEqual([])
    expect(
      textsIn(spanish).flatMap(([path, text]) => englishWordsIn(text).map((word) => [path, word])),
    ).toEqual([])
  })

  test.each([
    ['sentences', grounds, spanishGrounds],
    ['prefixes', groundPrefixes, spanishPrefixes],
    ['demands', softwareDemands, spanishDemands],
  ])('name in the %s of a verdict what the English ones name', (_what, english, spanish) => {
    const slotsOf = (table: object) =>
      Object.entries(table).map(([kind, text]) => [
        kind,
        [...String(text).matchAll(/\{\w+\}/g)].flat().sort(),
      ])
    expect(slotsOf(spanish)).toEqual(slotsOf(english))
  })
})

test.each([
  ["serial 765201 is on the notice's list", 'El número de serie 765201 está en la lista del aviso.'],
  ['the record has no serial', 'En el registro falta el número de serie.'],
  [
    "excepted: software 5.1 is not 6.1 or 6.2 and is below 6; lot L1 is not on the notice's list of 2",
    'Exceptuada: el software 5.1 no es 6.1 ni 6.2 y es anterior a 6; el lote L1 no está entre los 2 de la lista del aviso.',
  ],
  [
    'manufacture date 2024-01-01 is within the beginning to 2024-06-30',
    'La fecha de fabricación 2024-01-01 está entre el comienzo y 2024-06-30.',
  ],
  ['a clerk wrote this', 'Texto original: «a clerk wrote this».'],
])('the reason "%s" is given in Spanish', (because, said) => {
  expect(becauseInSpanish(because)).toBe(said)
})
