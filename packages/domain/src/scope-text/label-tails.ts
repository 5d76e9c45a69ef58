import { dateTailWords, type Label, tailWords, versionTailWords } from './label-words.ts'
import type { Token } from './tokenise.ts'

/** "Number(s)", "No.", "#", and after a date's label "Date", after software "versions". */
export function skipTails(tokens: readonly Token[], at: number, label: Label): number {
  let next = at
  while (next - at < 12) {
    const token = tokens[next]
    if (token === undefined) return next
    const plural =
      token.key === '(' && /^e?s$/.test(tokens[next + 1]?.key ?? '') && tokens[next + 2]?.key === ')'
    if (plural) next += 3
    else if (isApostrophe(token) && tokens[next + 1]?.key === 's') next += 2
    else if (token.key === '/' && tokens[next + 1]?.key === 'id') next += 2
    else if (token.key === '.' && tailWords.has(tokens[next + 1]?.key ?? '')) next += 1
    else if (token.key === '.' && dateTailWords.has(tokens[next + 1]?.key ?? '')) next += 1
    else if (
      tailWords.has(token.key) ||
      ((marksLabels.has(label) || isDateLabel(label)) && rangeWords.has(token.key))
    )
      next += 1
    else if (isDateLabel(label) && dateTailWords.has(token.key)) next += 1
    else if (label === 'software' && versionTailWords.has(token.key)) next += 1
    else if (label === 'di' && (token.key === '-' || token.key === '/') && tokens[next + 1]?.key === 'di')
      next += 2
    else return next
  }
  return next
}

/** "Serial #'s". */
const isApostrophe = (token: Token): boolean => token.key === "'" || token.key === '\u2019'

export const isDateLabel = (label: Label): label is 'expires' | 'manufactured' =>
  label === 'expires' || label === 'manufactured'

export const rangeWords: ReadonlySet<string> = new Set(['range', 'ranges', 'ranging'])
const marksLabels: ReadonlySet<Label> = new Set(['lot', 'serial'])
