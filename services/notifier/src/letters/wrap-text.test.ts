import { expect, test } from 'vitest'
import { wrap } from './wrap-text.ts'

test('no line is longer than the width and no word is lost', () => {
  const words = Array.from({ length: 300 }, (_word, index) => 'w'.repeat(1 + ((index * 7) % 30)))
  for (let width = 30; width < 90; width += 1) {
    const lines = wrap(words.join(' '), width)
    expect(lines.every((line) => line.length <= width)).toBe(true)
    expect(lines.join(' ').split(' ')).toEqual(words)
  }
})

test('a word longer than the line is cut, an address is not', () => {
  const address = `https://recalls.example.org/r/${'x'.repeat(40)}`
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  expect(wrap(`go to ${address} now`, 20)).toEqual(['go to', address, 'now'])
})

test('line ends of the text stay', () => {
  expect(wrap('one\n\ntwo\r\nthree', 20)).toEqual(['one', '', 'two', 'three'])
})
