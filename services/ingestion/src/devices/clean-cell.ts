import type { DeviceColumn } from '@recallwire/domain/device/inventory-mapping.ts'

/** Blanks that do not break or have no width, byte order marks and soft hyphens: nobody sees them, and they tell marks apart. */
const unseen = /[\u00a0\u00ad\u2000-\u200f\u202f\u2060\u3000\ufeff]/
const blanks = /[\u00a0\u2000-\u200a\u202f\u3000]/g
const nothing = /[\u00ad\u200b-\u200f\u2060\ufeff]/g

/**
 * A cell's text as its writer meant it. Our own exports put an apostrophe before what a spreadsheet would run, and
 * spreadsheets mark text by one: it is taken off. Blanks that do not break become plain ones, characters without width go.
 * `remark` tells the sender what was changed, where it could change which unit is meant.
 */
export function cleanCell(
  field: DeviceColumn,
  cell: string,
): { readonly text: string; readonly remark?: string } {
  const first = cell.charCodeAt(0)
  const isApostrophe = first === 0x27
  if (!isApostrophe && !unseen.test(cell)) return { text: cell }
  const unescaped = isApostrophe && /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell
  if (field === 'location' || field === 'manufacturer') return { text: unescaped.replace(nothing, '') }
  const isMarked = unescaped.startsWith("'") && unescaped.length > 1
  const bare = isMarked ? unescaped.slice(1) : unescaped
  const text = bare.replace(blanks, ' ').replace(nothing, '')
  const remarks = [
    ...(isMarked ? ['the apostrophe in front was taken for a spreadsheet’s mark of text and left out'] : []),
    ...(text.trim() === bare.trim()
      ? []
      : ['a blank or character that cannot be seen was read as a plain blank or left out']),
  ]
  return remarks.length === 0 ? { text } : { text, remark: `${remarks.join('; ')}: compare with the label` }
}
