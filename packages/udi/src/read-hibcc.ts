import { hibccCheckCharacter } from './check-character.ts'
import { type HibccFrame, openHibccFrame } from './hibcc-frame.ts'
import { readHibccSegments } from './read-hibcc-segments.ts'
import { recogniseCarrier } from './recognise-carrier.ts'
import { assembleStatements, type Statement, type ValueRule } from './statement.ts'
import type { Udi } from './udi.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** Labeler (a letter and three characters), product number of 1 to 18 and one digit for the unit of measure. */
const identifierRule: ValueRule = {
  minimum: 6,
  maximum: 23,
  characters: 'capitals',
  ends: 'letter-and-digit',
}

type HibccValues = Omit<Udi, 'agency' | 'raw'>

/**
 * Reads a HIBCC carrier (ANSI/HIBC 2): primary, primary and secondary in one, or a secondary on a barcode of its own, whose
 * device identifier is that of `primary`, the other barcode, when the link character agrees. `text` is `raw` without a
 * symbology identifier and without blanks at its ends; whether the last blank belonged to the carrier is found here.
 */
export function readHibcc(raw: string, text: string, currentYear: number, primary?: string): HibccValues {
  const frame = openHibccFrame(raw, text)
  if (frame.carrier === undefined) return { others: [], problems: frame.problems }
  return frame.isSecondary ? readSecondary(frame, currentYear, primary) : readPrimary(frame, currentYear)
}

function readPrimary({ carrier, doubtful, problems }: HibccFrame, currentYear: number): HibccValues {
  const [identifier = '', ...segments] = carrier.slice(1, -1).split('/')
  const read = readHibccSegments(segments)
  const last = read.statements.at(-1)
  const values = assembleStatements([readIdentifier(identifier), ...read.statements], currentYear)
  const doubts = doubtful && last !== undefined ? warnOfDoubt(last) : []
  return { ...values, problems: [...problems, ...read.problems, ...values.problems, ...doubts] }
}

function readSecondary(
  { carrier, doubtful, problems }: HibccFrame,
  currentYear: number,
  primary: string | undefined,
): HibccValues {
  const read = readHibccSegments(carrier.slice(1, -2).split('/'))
  const linked = link(carrier.charAt(carrier.length - 2), primary, currentYear)
  const last = read.statements.at(-1)
  const identifier = linked.di === undefined ? [] : [readIdentifier(linked.di)]
  const values = assembleStatements([...identifier, ...read.statements], currentYear)
  const doubts = doubtful && linked.di === undefined && last !== undefined ? warnOfDoubt(last) : []
  return {
    ...values,
    problems: [...problems, ...linked.problems, ...read.problems, ...values.problems, ...doubts],
  }
}

const readIdentifier = (value: string): Statement => ({
  kind: 'text',
  field: 'di',
  value,
  rule: identifierRule,
})

/** The device identifier of the primary barcode, when the secondary's link character is that barcode's check character. */
function link(
  given: string,
  primary: string | undefined,
  currentYear: number,
): { readonly di?: string; readonly problems: readonly UdiProblem[] } {
  if (primary === undefined) {
    const message = `No device identifier: read the primary barcode too, whose check character is ${JSON.stringify(given)}`
    return { problems: [createUdiProblem('di-missing', 'di', message)] }
  }
  const { di, problems } = readHibcc(primary, recogniseCarrier(primary).text, currentYear)
  const reason = problems.find(({ severity }) => severity === 'error')
  if (di === undefined || reason !== undefined) {
    const message = `The primary barcode ${quoteValue(primary)} was not read: ${reason?.message ?? 'it has no device identifier'}`
    return { problems: [createUdiProblem('primary-unread', 'di', message)] }
  }
  const expected = hibccCheckCharacter(`+${di}`)
  if (expected === given) return { di, problems: [] }
  const characters = `${JSON.stringify(given)}, that of ${di} is ${JSON.stringify(expected)}`
  const message = `The two barcodes do not belong together: the link character is ${characters}. Scan both from one label`
  return { problems: [createUdiProblem('link-mismatch', 'di', message)] }
}

/** Dates and quantities have a fixed length, so that only text can be one character longer. */
function warnOfDoubt(last: Statement): readonly UdiProblem[] {
  if (last.kind === 'date' || last.kind === 'quantity') return []
  const message = `${quoteValue(last.value)} may be off by its last character, since the check character may be a blank: compare it with the label`
  return [createUdiProblem('check-character-doubtful', last.field, message)]
}
