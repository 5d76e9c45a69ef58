import { absorbAll } from './read-labelled-dates.ts'
import { addMark, kindOf } from './read-values.ts'
import { labelInForce, type Reading, setRoles } from './reading.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark } from './recognise-marks.ts'

/** "begin with C16J, C16K, C17A, or C17B". */
export function readPrefixes(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const [verb = '', preposition] = [tokens[at]?.key, tokens[at + 1]?.key]
  if (!/^(?:begin(?:s|ning)?|start(?:s|ing)?)$/.test(verb) || preposition !== 'with') return undefined
  let next = at + 2
  if (!isMark(tokens[next])) return undefined
  setRoles(reading, at, next, 'harmless')
  absorbAll(reading)
  const of = kindOf(labelInForce(reading))
  for (;;) {
    const token = tokens[next]
    if (!isMark(token) || recogniseLabel(tokens, next) !== undefined) break
    addMark(
      reading,
      of,
      'prefix',
      token.text.endsWith('*') ? token.text.slice(0, -1) : token.text,
      next,
      next + 1,
    )
    next += 1
    let joint = next
    while (listJoints.has(tokens[joint]?.key ?? '')) joint += 1
    if (joint === next || !isMark(tokens[joint])) break
    setRoles(reading, next, joint, 'separator')
    next = joint
  }
  reading.suspended = false
  return next
}

/** What stands between the members of a list. */
export const listJoints: ReadonlySet<string> = new Set([',', ';', '&', '/', 'and', 'or'])
