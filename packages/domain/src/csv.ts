/** What a spreadsheet would run, or take for more than text, at the beginning of a cell; its full-width forms as well. */
const runs = /^[=+\-@\t\r\0＝＋－＠]/

/**
 * One line of a CSV file (RFC 4180) that no spreadsheet runs: an apostrophe goes before what looks like a formula. Our own
 * imports take it off again.
 */
export const renderCsvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map(cellOf).join(',')}\r\n`

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const inert = runs.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
