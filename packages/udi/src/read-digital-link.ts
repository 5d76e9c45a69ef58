import { isDigits } from './character-sets.ts'
import { type Element, fieldOf, type Reading } from './element.ts'
import { findApplicationIdentifier } from './find-application-identifier.ts'
import { isGtinLength } from './gtin.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** AIs that identify something, and so may begin the GS1 part of a path (GS1 Digital Link URI syntax, section 4.3). */
const primaryKeys: ReadonlySet<string> = new Set([
  ...['00', '01', '253', '255', '401', '402', '414', '417'],
  ...['8003', '8004', '8006', '8010', '8013', '8017', '8018'],
])

type Pair = { readonly key: string; readonly value: string }

/**
 * Reads a GS1 Digital Link URI of any host: the pairs at the end of the path from the last one that begins with a primary
 * key, then the query, whose keys that are not numbers belong to the web site. Undefined when the path has no key, so
 * that this is an ordinary address (or a compressed link, which is not read).
 */
export function readDigitalLink(uri: string): Reading | undefined {
  const [beforeFragment = ''] = cut(uri, '#')
  const [address, query] = cut(beforeFragment, '?')
  const path = readPath(address)
  if (path === undefined) return undefined
  const elements: Element[] = []
  const problems: UdiProblem[] = []
  for (const { key, value } of [...path, ...readQuery(query)]) {
    const found = findApplicationIdentifier(key)
    const decoded = decode(value)
    if (found?.ai !== key) {
      const message = `${quoteValue(key)} is no application identifier: its value ${quoteValue(value)} was not read`
      problems.push(createUdiProblem('ai-unknown', 'carrier', message))
    } else if (decoded === undefined) {
      const message = `${quoteValue(value)} is not valid percent-encoding: correct the link`
      problems.push(createUdiProblem('link-malformed', fieldOf(key), message))
    } else if (key === '01' && decoded.length < 14 && isGtinLength(decoded.length) && isDigits(decoded)) {
      const message = `${decoded} has ${decoded.length} digits, as early Digital Links did: read with zeros in front`
      problems.push(createUdiProblem('di-padded', 'di', message))
      elements.push({ ...found, value: decoded.padStart(14, '0') })
    } else {
      elements.push({ ...found, value: decoded })
    }
  }
  return { elements, problems }
}

/** The key and its qualifiers. Pairs are counted from the end, since a site may put any path in front. */
function readPath(address: string): readonly Pair[] | undefined {
  const [, afterScheme] = cut(address, '//')
  const segments = afterScheme.split('/').slice(1)
  return pairFromEnd(segments) ?? (segments.at(-1) === '' ? pairFromEnd(segments.slice(0, -1)) : undefined)
}

function pairFromEnd(segments: readonly string[]): readonly Pair[] | undefined {
  const pairs: Pair[] = []
  for (let index = segments.length - 2; index >= 0; index -= 2) {
    const key = segments[index] ?? ''
    const value = segments[index + 1] ?? ''
    if (findApplicationIdentifier(key)?.ai !== key) return undefined
    pairs.push({ key, value })
    if (primaryKeys.has(key)) return pairs.reverse()
  }
  return undefined
}

function readQuery(query: string): readonly Pair[] {
  const pairs: Pair[] = []
  for (const part of query.split('&').flatMap((piece) => piece.split(';'))) {
    const [key, value] = cut(part, '=')
    if (isDigits(key)) pairs.push({ key, value })
  }
  return pairs
}

function cut(text: string, at: string): readonly [string, string] {
  const position = text.indexOf(at)
  return position === -1 ? [text, ''] : [text.slice(0, position), text.slice(position + at.length)]
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
