import { classOf } from './mark-shape.ts'
import { neighboursOf } from './recognise-marks.ts'
import type { Token } from './tokenise.ts'

/**
 * Telephone numbers and the numbers of recalls, corrective actions and field notices are made like lots and are none:
 * "(800) 555-0142", "Z-1234-2025", "FSCA-2024-017". In a list of such numbers one is a lot like the others. Gives the index after it.
 */
export function recogniseForeignNumber(tokens: readonly Token[], at: number): number | undefined {
  const [one, two, three, four] = tokens.slice(at, at + 4)
  const isAreaCode = one?.key === '(' && three?.key === ')' && /^[2-9]\d\d$/.test(two?.key ?? '')
  if (isAreaCode) return localNumber.test(four?.key ?? '') ? at + 4 : undefined
  if (one?.kind !== 'word' || !one.hasDigit) return undefined
  if (!telephone.test(one.key) && !reference.test(one.key)) return undefined
  const isListed = neighboursOf(tokens, at).some((neighbour) => classOf(neighbour) === classOf(one.text))
  return isListed ? undefined : at + 1
}

const localNumber = /^\d{3}[-.]\d{4}$/
const telephone = /^(?:1[-.])?[2-9]\d\d[-.]\d{3}[-.]\d{4}$/
const reference =
  /^(?:z-\d{3,4}-(?:\d\d|\d{4})|(?:fsca|fsn|capa)[-_]?\d[\w-]*|(?:fa|fr|mr|res|mdr|ncr|hhe)-(?:19|20)\d\d-\d{2,})$/
