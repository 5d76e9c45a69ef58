import type { Readable } from 'node:stream'
import { type Problem, type ProblemReply, problemContentType } from './problem.ts'
import type { Route, RouteReply, SetCookie } from './route.ts'

/** An answer ready for the wire. */
export type RenderedAnswer = {
  readonly status: number
  readonly contentType?: string
  readonly payload: string | Uint8Array | Readable
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly SetCookie[]
}

export type ProblemStyle = {
  readonly requestId: string
  /** Given where a person reads the answer. */
  readonly renderErrorPage?: (problem: Problem) => string
}

/** Renders what a handler returned. A json answer that breaks the route's own reply schema is a bug and throws. */
export const renderAnswer = <Actor>(
  route: Pick<Route<Actor>, 'method' | 'path' | 'reply'>,
  reply: RouteReply,
  style: ProblemStyle,
): RenderedAnswer => {
  if ('problem' in reply) return renderProblem(reply, style)
  const headers = reply.headers ?? {}
  if ('location' in reply) {
    return {
      status: reply.status,
      payload: '',
      headers: { ...headers, location: reply.location },
      cookies: reply.cookies ?? [],
    }
  }
  if ('html' in reply) {
    return {
      status: reply.status,
      contentType: 'text/html; charset=utf-8',
      payload: reply.html,
      headers,
      cookies: reply.cookies ?? [],
    }
  }
  if ('file' in reply) {
    const disposition =
      reply.fileName === undefined ? {} : { 'content-disposition': attachment(reply.fileName) }
    const { status, contentType, file } = reply
    return { status, contentType, payload: file, headers: { ...disposition, ...headers }, cookies: [] }
  }
  const payload = renderJson(route, reply.status, reply.body)
  return {
    status: reply.status,
    contentType: 'application/json; charset=utf-8',
    payload,
    headers,
    cookies: [],
  }
}

/** A problem with its reference, as problem+json or as a page. */
export const renderProblem = (reply: ProblemReply, style: ProblemStyle): RenderedAnswer => {
  const problem: Problem = { ...reply.problem, instance: `urn:uuid:${style.requestId}` }
  const headers = reply.headers ?? {}
  const { status } = problem
  return style.renderErrorPage === undefined
    ? { status, contentType: problemContentType, payload: JSON.stringify(problem), headers, cookies: [] }
    : {
        status,
        contentType: 'text/html; charset=utf-8',
        payload: style.renderErrorPage(problem),
        headers,
        cookies: [],
      }
}

const renderJson = <Actor>(
  route: Pick<Route<Actor>, 'method' | 'path' | 'reply'>,
  status: number,
  body: unknown,
): string => {
  const schema = route.reply?.[status]
  if (route.reply !== undefined && schema === undefined) {
    throw new Error(`${route.method} ${route.path} answered ${status}, which its reply schemas do not name`)
  }
  return JSON.stringify(schema === undefined ? body : schema.parse(body))
}

/** RFC 6266: a plain name for old clients and the full name in UTF-8. */
const attachment = (fileName: string): string => {
  const plain = fileName.replaceAll(/[^A-Za-z0-9._ -]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/g, percent)}`
}

const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
