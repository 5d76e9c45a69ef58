/** A message taken apart by the rules of MIME alone: its headers unfolded and in order, and its parts. */
export type MailPart = {
  readonly headers: readonly (readonly [string, string])[]
  readonly parts: readonly MailPart[]
  readonly body: string
}

export function takeApart(message: string): MailPart {
  const end = message.indexOf('\r\n\r\n')
  const head = message.slice(0, end < 0 ? message.length : end).replace(/\r\n[ \t]+/g, ' ')
  const headers = head.split('\r\n').map((line): readonly [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const body = end < 0 ? '' : message.slice(end + 4)
  const boundary = /boundary="([^"]+)"/.exec(headerOf({ headers }, 'content-type') ?? '')?.[1]
  const parts =
    boundary === undefined
      ? []
      : body
          .split(`--${boundary}`)
          .slice(1, -1)
          .map((part) => takeApart(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
  return { headers, parts, body }
}

export const headerOf = ({ headers }: Pick<MailPart, 'headers'>, name: string): string | undefined =>
  headers.find(([known]) => known.toLowerCase() === name)?.[1]

/** The headers of a message and what it is made of, as a golden file shows it. Lists are shown whole. */
export function describeMail(mime: Uint8Array): string {
  const whole = takeApart(Buffer.from(mime).toString('latin1'))
  const lines = whole.headers.map(([name, value]) => `${name}: ${value}`)
  return `${lines.join('\n')}\n\n${describePart(whole, 0).join('\n')}\n`.replace(/[0-9a-f]{32}/g, 'HASH')
}

function describePart(part: MailPart, depth: number): readonly string[] {
  const type = headerOf(part, 'content-type')?.replace(/; boundary=.*/, '') ?? ''
  const said = [type, headerOf(part, 'content-transfer-encoding'), headerOf(part, 'content-disposition')]
  const line = `${'  '.repeat(depth)}${said.filter((each) => each !== undefined).join(' | ')}`
  const list = type.startsWith('text/csv')
    ? Buffer.from(part.body, 'base64').toString('utf8').trimEnd().split('\r\n')
    : []
  return [
    line,
    ...list.map((row) => `${'  '.repeat(depth + 1)}${row}`),
    ...part.parts.flatMap((inner) => describePart(inner, depth + 1)),
  ]
}
