/** Turns JSON lines into lines for a terminal: `14:00:05 info  case opened  caseId=… recallId=…`. */
export const prettyDestination = (destination: {
  write(line: string): void
}): { write(line: string): void } => ({
  write: (line) => destination.write(renderPrettyLine(line)),
})

const renderPrettyLine = (line: string): string => {
  const record: unknown = JSON.parse(line)
  if (typeof record !== 'object' || record === null) return line
  const { level, time, message, error, ...fields } = Object.fromEntries(Object.entries(record))
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${oneLine(value)}`)
  const head = [String(time).slice(11, 19), String(level).padEnd(5), oneLine(message)].join(' ')
  return `${[head, ...rest].join('  ')}\n${renderError(error)}`
}

const oneLine = (value: unknown): string =>
  typeof value === 'string' && !/[\p{Cc}]/u.test(value) ? value : JSON.stringify(value)

const renderError = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  const text = 'stack' in error && typeof error.stack === 'string' ? error.stack : JSON.stringify(error)
  return `${text.replaceAll(/^/gm, '    ')}\n`
}
