import { isLabelWord } from './label-words.ts'

/** A word (letters and digits, with `-./_*+` inside it) or one other character that is no blank. */
export type Token = {
  readonly kind: 'word' | 'punctuation'
  readonly text: string
  /** The text in lower case, every kind of dash as `-`. */
  readonly key: string
  readonly start: number
  readonly end: number
  /** What stands before it. */
  readonly before: 'nothing' | 'blank' | 'line'
  readonly hasDigit: boolean
  /** It begins a cell, where the text is a table: a tab, a bar or more than one blank stands before it. */
  readonly opensCell: boolean
}

/** Splits text into tokens, in one pass. Only blanks are left out. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const from = at
    while (at < text.length && isBlank(text.charCodeAt(at))) at += 1
    const gap = text.slice(from, at)
    const before = gap === '' ? 'nothing' : /[\r\n\u2028\u2029]/.test(gap) ? 'line' : 'blank'
    if (at === text.length) break
    const end = isWordCharacter(text[at]) ? endOfWord(text, at) : at + 1
    let opensCell = gap.length > 1 || gap === '\t' || tokens.at(-1)?.key === '|'
    let place: Token['before'] = before
    for (const part of isWordCharacter(text[at])
      ? splitWord(text.slice(at, end), text.slice(end, end + 9))
      : [text.slice(at, end)]) {
      tokens.push(tokenOf(part, at, place, opensCell))
      at += part.length
      place = 'nothing'
      opensCell = false
    }
  }
  return tokens
}

function tokenOf(text: string, start: number, before: Token['before'], opensCell: boolean): Token {
  const kind = isWordCharacter(text[0]) ? 'word' : 'punctuation'
  const key = dashes.has(text) ? '-' : text.toLowerCase()
  return { kind, text, key, start, end: start + text.length, before, hasDigit: /\d/.test(text), opensCell }
}

/** A joining character belongs to the word when more of the word follows; `2237*` and `T1+` end in one. */
function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length) {
    const character = text[at] ?? ''
    const goesOn = isWordCharacter(character) || (joining.has(character) && isWordCharacter(text[at + 1]))
    if (!goesOn) break
    at += 1
  }
  return text[at] === '*' || text[at] === '+' ? at + 1 : at
}

/**
 * `K6870/Lot`, `Exp.05/2024` and `60411Exp` are a value and a label without a blank between, `553201/2024-12-31` a lot and a date;
 * `17/00951` and `P/N` are one word.
 */
function splitWord(word: string, rest: string): readonly string[] {
  const grown = expiryGrownOn.exec(word)
  if (grown !== null && (grown[3] !== '' || dateFollows.test(rest)))
    return grown.slice(1).filter((piece) => piece !== '')
  const months = yearAndMonth.exec(word)
  if (months !== null) return [months[1] ?? '', '-', months[2] ?? '']
  if (isLabelWord(word.toLowerCase()) || !/[./]/.test(word)) return [word]
  const dated = lotAndDate.exec(word)
  if (dated !== null) return [dated[1] ?? '', '/', dated[2] ?? '']
  const dates = dateAndDate.exec(word)
  if (dates !== null) return [dates[1] ?? '', '-', dates[2] ?? '']
  const pieces = word.split(/([./])/)
  const parts: string[] = []
  let part = pieces[0] ?? ''
  for (let index = 1; index < pieces.length; index += 2) {
    const [left, joint, right] = [pieces[index - 1] ?? '', pieces[index] ?? '', pieces[index + 1] ?? '']
    const splits =
      isLabelWord(left.toLowerCase()) ||
      (right.length > (joint === '/' ? 1 : 2) && isLabelWord(right.toLowerCase()))
    if (splits) {
      parts.push(part, joint)
      part = right
    } else {
      part += joint + right
    }
  }
  return [...parts, part].filter((piece) => piece !== '')
}

/** "60411Exp" before a date, "EXP2025-08-31", "60411EXP20250831". */
const expiryGrownOn =
  /^((?:[^/]*\d)?)(exp|Exp|EXP)((?:20\d\d(?:[-/.]?\d\d){1,2}|\d{1,2}\/(?:\d{1,2}\/)?(?:20)?\d\d)?)$/
const dateFollows = /^[.:]? ?:? ?\d{1,4}[-/]\d/
const lotAndDate = /^([^/]{3,})\/(\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[/-](?:\d{1,2}[/-])?\d{4})$/

/** "01/15/2019-06/15/2019", and "2019-June" in "March 2019-June 2020". */
const dateAndDate = /^(\d{1,2}\/(?:\d{1,2}\/)?\d{4})-(\d{1,2}\/(?:\d{1,2}\/)?\d{4})$/
const yearAndMonth =
  /^((?:19|20)\d\d)-((?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?)$/i
const joining: ReadonlySet<string> = new Set(['-', '.', '/', '_', '*', '+'])
const dashes: ReadonlySet<string> = new Set(['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212'])

const isBlank = (code: number): boolean =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code > 0x7f && /\s/.test(String.fromCharCode(code)))

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /^[\p{L}\p{N}]/u.test(character)
}
