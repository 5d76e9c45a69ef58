export type JsonReading =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly title: string; readonly detail: string }

const refused = (title: string, detail: string): JsonReading => ({ kind: 'refused', title, detail })

/** Reads a JSON body strictly: UTF-8, not empty, nested at most `maxDepth`, and no name that reaches an object's prototype. */
export const readJsonBody = (bytes: Uint8Array, maxDepth: number): JsonReading => {
  if (bytes.byteLength === 0)
    return refused('The body is empty', 'Send a JSON document, or leave the Content-Type out.')
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return refused(
      'The body is not JSON',
      error instanceof SyntaxError ? error.message : 'The bytes are not UTF-8.',
    )
  }
  const fault = findFault(value, maxDepth)
  if (fault === 'too-deep')
    return refused('The body is nested too deeply', `At most ${maxDepth} levels are read.`)
  if (fault !== undefined)
    return refused('The body has a forbidden name', `The name ${fault} is never accepted.`)
  return { kind: 'read', value }
}

const findFault = (
  value: unknown,
  levelsLeft: number,
): 'too-deep' | '"__proto__"' | '"constructor"' | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  if (levelsLeft === 0) return 'too-deep'
  if (Object.hasOwn(value, '__proto__')) return '"__proto__"'
  if (Object.hasOwn(value, 'constructor')) return '"constructor"'
  for (const inner of Object.values(value)) {
    const fault = findFault(inner, levelsLeft - 1)
    if (fault !== undefined) return fault
  }
  return undefined
}
