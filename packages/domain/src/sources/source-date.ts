import { dateSchema } from '../time.ts'

/** A date as a regulator's file prints it, e.g. `20190517`, `2019-05-17`, `05/17/2019`. */
export type SourceDate =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'problem'; readonly detail: string }

const styles: readonly RegExp[] = [
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:T[\d:.]*Z?)?$/,
  // Only the month comes first in these files: they are American.
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
]

/** A day that never was (31 February, month 13) and a style nobody knows are problems; a date is never guessed. */
export function parseSourceDate(text: string): SourceDate {
  for (const style of styles) {
    const parts = style.exec(text)?.groups
    if (parts === undefined) continue
    const { year = '', month = '', day = '' } = parts
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    if (dateSchema.safeParse(date).success && date > '1900') return { kind: 'date', date }
    return { kind: 'problem', detail: `${quoted(text)} is no day of the calendar` }
  }
  const detail = `${quoted(text)} is not a date: one is written 20190517 or 2019-05-17`
  return { kind: 'problem', detail }
}

/** A value in a message: one line, and never so long that it hides the message. */
export const quoted = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').toWellFormed()
  return `"${line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line}"`
}
