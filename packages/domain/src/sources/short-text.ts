/** A text on one line, cut between words where it is too long. The whole of it stands among the notice's sources. */
export function oneLine(text: string, max: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line holds none of them
  const line = text.replaceAll(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1)
  const blank = cut.lastIndexOf(' ')
  return `${(blank > max / 2 ? cut.slice(0, blank) : cut).trimEnd()}…`.toWellFormed()
}

const stepMark = /^(?:\(?\d{1,2}[.)]|[a-z][.)]|[-*•·])\s+/i
const longestStep = 1_000
const mostSteps = 30

/** What customers were told, a step a line. Undefined where it cannot be parted into steps that a notice takes. */
export function stepsOf(action: string): readonly string[] | undefined {
  const steps: string[] = []
  const paragraphs = action.split(/\n\s*\n/).flatMap((paragraph) => ['', ...paragraph.split('\n')])
  for (const [index, text] of paragraphs.entries()) {
    const line = text.trim()
    const last = paragraphs[index - 1]?.trim() === '' ? undefined : steps.at(-1)
    const goesOn = last !== undefined && !/[.:;!?]$/.test(last) && !stepMark.test(line)
    if (line === '') continue
    if (goesOn) steps.splice(-1, 1, `${last} ${line}`)
    else steps.push(line)
  }
  const short = steps.flatMap(sentencesOf).map((step) => step.replace(stepMark, ''))
  return short.length > mostSteps || short.length === 0 || short.some((step) => step.length > longestStep)
    ? undefined
    : short
}

/** A step that is too long for a letter is parted after its sentences. */
function sentencesOf(step: string): readonly string[] {
  if (step.length <= longestStep) return [step]
  const parts: string[] = []
  for (const sentence of step.split(/(?<=[.!?])\s+/)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + sentence.length < longestStep)
      parts.splice(-1, 1, `${last} ${sentence}`)
    else parts.push(sentence)
  }
  return parts
}
