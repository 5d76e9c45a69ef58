/** The class as a source says it. `unclassified` is said too: it is not silence. */
export const sourceClasses = ['I', 'II', 'III', 'unclassified'] as const
export type SourceClass = (typeof sourceClasses)[number]

/** How far the recall has come by the regulator's record of it. */
export const sourceStatuses = ['pending', 'ongoing', 'completed', 'terminated'] as const
export type SourceStatus = (typeof sourceStatuses)[number]

/** "Class II", "II", "2"; "Not Yet Classified", "Unclassified". Undefined: other words, which are a problem. */
export function parseSourceClass(text: string): SourceClass | undefined {
  const words = text.toLowerCase().replaceAll(/\s+/g, ' ').trim()
  if (/^(?:not (?:yet )?classified|unclassified|pending|nyc)$/.test(words)) return 'unclassified'
  const mark = /^(?:class ?)?(iii|ii|i|3|2|1)$/.exec(words)?.[1]
  if (mark === undefined) return undefined
  return classOfMark.get(mark)
}

/** "Ongoing", "On-Going", "Terminated", and "Open3, Classified", where the page's footnote digit stuck to the word. */
export function parseSourceStatus(text: string): SourceStatus | undefined {
  const first = text.toLowerCase().split(',')[0] ?? ''
  switch (first.replaceAll(/[^a-z]/g, '')) {
    case 'ongoing':
    case 'open':
      return 'ongoing'
    case 'completed':
    case 'complete':
      return 'completed'
    case 'terminated':
      return 'terminated'
    case 'pending':
      return 'pending'
    default:
      return undefined
  }
}

const classOfMark: ReadonlyMap<string, SourceClass> = new Map([
  ['1', 'I'],
  ['i', 'I'],
  ['2', 'II'],
  ['ii', 'II'],
  ['3', 'III'],
  ['iii', 'III'],
])
