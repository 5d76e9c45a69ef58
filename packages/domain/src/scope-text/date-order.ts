import type { Token } from './tokenise.ts'

/**
 * US recalls write the month first. A text in which a date can only be day first ("31/10/2024") and none only month first
 * writes all of them so: their keys are turned round.
 */
export function inOneDateOrder(tokens: readonly Token[]): readonly Token[] {
  const orders = new Set(tokens.map(orderOf))
  return orders.has('day-first') && !orders.has('month-first') ? tokens.map(turned) : tokens
}

const numericDate = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/

function orderOf(token: Token): 'day-first' | 'month-first' | 'either' | undefined {
  const match = token.hasDigit ? numericDate.exec(token.key) : null
  if (match === null) return undefined
  const [one, other] = [Number(match[1]), Number(match[3])]
  if (one > 12 && one <= 31 && other <= 12) return 'day-first'
  return other > 12 && other <= 31 && one <= 12 ? 'month-first' : 'either'
}

function turned(token: Token): Token {
  const match = token.hasDigit ? numericDate.exec(token.key) : null
  return match === null ? token : { ...token, key: [match[3], match[1], match[4]].join(match[2]) }
}
