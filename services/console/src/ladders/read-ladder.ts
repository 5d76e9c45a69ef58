import type { LadderClass } from '@recallwire/domain/casework/ladder-rules.ts'
import type { RungInput } from '../api/ladders-api.ts'
import type { FormFields } from '../session/form-fields.ts'

/** How many rungs the form has room for: as many as a ladder may have. */
export const rungRows = 12

/** Names of the fields of one class, so that three forms can stand on a page. */
export const fieldName = (recallClass: LadderClass, what: string, row?: number): string =>
  `${recallClass.toLowerCase()}-${what}${row === undefined ? '' : `-${row}`}`

/** The ladder that was written, its empty rows left out, and the field that a JSON pointer of the API is about. */
export function readLadder(fields: FormFields, recallClass: LadderClass) {
  const text = (what: string, row?: number) => fields.text(fieldName(recallClass, what, row))
  const rows = Array.from({ length: rungRows }, (_, row) => row).filter(
    (row) => text('kind', row) !== '' || text('after', row) !== '',
  )
  const rungs = rows.map((row): RungInput => {
    const role = text('role', row)
    return {
      kind: text('kind', row),
      after: numberOf(text('after', row)),
      ...(role === '' ? {} : { role }),
    }
  })
  const fieldOf = (pointer: string): string => {
    const [, index, member] = /^\/ladder\/rungs\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? []
    const row = index === undefined ? undefined : rows[Number(index)]
    if (row !== undefined) return fieldName(recallClass, member ?? 'kind', row)
    return fieldName(recallClass, 'reply-due')
  }
  return { ladder: { replyDue: numberOf(text('reply-due')), rungs }, fieldOf }
}

/** Whatever is no number is refused by the API, beside its field. */
const numberOf = (text: string): number => (text === '' ? -1 : Number(text))
