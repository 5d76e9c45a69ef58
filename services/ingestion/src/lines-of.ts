import type { EncodingFault } from './devices/decode-text.ts'

/** Lines without their ends; undefined, and nothing after it, for one of more than `longest` characters. */
export async function* linesOf(
  pieces: AsyncIterable<string | EncodingFault>,
  longest: number,
): AsyncGenerator<string | EncodingFault | undefined> {
  let rest = ''
  for await (const piece of pieces) {
    if (typeof piece !== 'string') {
      yield piece
      return
    }
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.length > longest ? undefined : line
    if (rest.length > longest) yield undefined
  }
  if (rest !== '') yield rest
}
