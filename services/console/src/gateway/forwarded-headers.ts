import type { IncomingHttpHeaders } from 'node:http'

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Of one connection only (RFC 9110, 7.6.1), and what the next connection says anew. */
const ofTheConnection = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
/** The session is the console's own; who asked is said by the gateway and believed of nobody else. */
const keptBack = ['cookie', 'forwarded', 'x-real-ip']

/**
 * The headers of a request as its owner gets them. The host stays the one that was asked, since the check of a form's origin compares
 * with it.
 */
export function requestHeaders(headers: Headers, ip: string): Record<string, string | string[]> {
  const left = new Set([...ofTheConnection, ...keptBack, ...namedBy(headers.connection)])
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string | string[]][] => {
    if (value === undefined || left.has(name) || name.startsWith('x-forwarded-')) return []
    return [[name, typeof value === 'string' ? value : [...value]]]
  })
  return { ...Object.fromEntries(kept), 'x-forwarded-for': ip }
}

/** The headers of an answer as the caller gets them. */
export function answerHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const left = new Set([...ofTheConnection, 'set-cookie', 'date', ...namedBy(headers.connection)])
  const kept = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || left.has(name) ? [] : [[name, [value].flat().join(', ')]],
  )
  return Object.fromEntries(kept)
}

const namedBy = (connection: Headers[string]): readonly string[] =>
  [connection ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((name) => name.trim().toLowerCase())
