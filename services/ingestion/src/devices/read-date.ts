import type { DateFormat } from '@recallwire/domain/device/inventory-mapping.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const dayMs = 86_400_000

/**
 * A cell as YYYY-MM-DD, in the form the sender declared or in ISO 8601, which nothing else can be mistaken for; undefined where
 * it is neither. Without a declaration 3/4/2026 is no date, because it is one in April and one in March. A time of
 * midnight, which exports of databases add, is passed over.
 */
export function readDate(cell: string, format: DateFormat | undefined): string | undefined {
  const text = cell.replace(/[T ]0{1,2}:00(?::00(?:\.0+)?)?(?: ?AM)?$/i, '').trim()
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text
  switch (format) {
    case undefined:
      return undefined
    case 'MM/DD/YYYY':
      return dayOf(/^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})$/.exec(text)?.groups)
    case 'DD/MM/YYYY':
      return dayOf(/^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/.exec(text)?.groups)
    case 'YYYY/MM/DD':
      return dayOf(/^(?<year>\d{4})[/.](?<month>\d{1,2})[/.](?<day>\d{1,2})$/.exec(text)?.groups)
    case 'YYYYMMDD':
      return dayOf(/^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/.exec(text)?.groups)
    case 'DD-MMM-YYYY':
      return dayOf(/^(?<day>\d{1,2})[- ](?<month>[A-Z]{3})[- ](?<year>\d{4})$/i.exec(text)?.groups)
    case 'excel-1900':
      // Excel takes 1900 for a leap year: its day 60 was never, and all behind it count from 30 December 1899.
      return dayOfNumber(text, Date.UTC(1899, 11, 30), 61)
    case 'excel-1904':
      return dayOfNumber(text, Date.UTC(1904, 0, 1), 0)
    default:
      return format satisfies never
  }
}

function dayOf(parts: Readonly<Record<string, string>> | undefined): string | undefined {
  if (parts === undefined) return undefined
  const { year = '', month = '', day = '' } = parts
  const number = /^\d/.test(month) ? month : `${months.indexOf(month.toLowerCase()) + 1}`
  return `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** Days since the program's own beginning; the last one is in 9999. */
function dayOfNumber(text: string, from: number, least: number): string | undefined {
  if (!/^\d{1,7}(?:\.0+)?$/.test(text)) return undefined
  const days = Math.trunc(Number(text))
  if (days < least || days > 2_958_465) return undefined
  return new Date(from + days * dayMs).toISOString().slice(0, 10)
}
