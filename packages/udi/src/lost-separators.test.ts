import { describe, expect, test } from 'vitest'
import { parseUdi } from './parse-udi.ts'
import { groupSeparator as gs } from './separators.ts'

const today = '2026-06-30'
const read = (raw: string) => parseUdi(raw, { today })
/** `code@field` of each problem, in order. */
const problemsOf = (raw: string) => read(raw).problems.map(({ code, field }) => `${code}@${field}`)

describe('lost separators', () => {
  test.each([
    ['a serial inside a lot', '010008541209157010LOT12321SER456', ['separator-lost@lot']],
    ['a lot inside a serial', '010008541209157021SER45610LOT123', ['separator-lost@serial']],
    ['a software version inside a serial', '01000854120915702176510080128.00.01', ['separator-lost@serial']],
    ['a month inside a lot', '010008541209157010AB17310300', ['separator-lost@lot']],
    [
      'a date, although other separators came through',
      `010008541209157010AB17310301${gs}21X`,
      ['separator-lost@lot'],
    ],
    [
      'more than 20 characters',
      '010008541209157021ABCDEFGHIJKLMNOPQRSTU',
      ['separator-lost@serial', 'value-length@serial'],
    ],
  ])('%s is a warning, and nothing is divided', (_name, raw, problems) => {
    expect(problemsOf(raw)).toEqual(problems)
    expect(read(raw).problems[0]?.severity).toBe('warning')
  })

  test.each([
    ['digits too near the end', '0100085412091570212104302'],
    ['a date that does not exist', '010008541209157010AB17319901'],
    ['an AI the carrier has already', `010008541209157010LOT12321SER${gs}21A`],
    ['separators that came through', `010008541209157010LOT12321SER${gs}240X`],
    ['brackets that divide the text', '(01)00085412091570(10)LOT12321SER456'],
  ])('%s raises no alarm', (_name, raw) => {
    expect(problemsOf(raw)).toEqual([])
  })
})
