/** Lines of at most `width` characters. Line ends of the text stay; a word longer than the width is cut, an address is not. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): readonly string[] {
  const words = line
    .split(/[ \t]+/)
    .filter((word) => word !== '')
    .flatMap((word) => cut(word, width))
  const lines: string[] = []
  let current = ''
  for (const word of words) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else {
      current = current === '' ? word : `${current} ${word}`
    }
  }
  return [...lines, current]
}

function cut(word: string, width: number): readonly string[] {
  if (word.length <= width || /^https?:\/\//.test(word)) return [word]
  return [word.slice(0, width), ...cut(word.slice(width), width)]
}

export const padded = (text: string, width: number): string => text.padEnd(width)
