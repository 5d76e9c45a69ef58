import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Action } from '@recallwire/domain/access/role-table.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import type { z } from 'zod'
import type { ConsoleDeps } from '../console-deps.ts'
import { findSession } from '../session/authenticate-session.ts'
import { type FormFields, formSchema, readFields } from '../session/form-fields.ts'
import { isTokenOf } from '../session/form-token.ts'
import { openVisit, type Visit } from './visit.ts'

/** What every page route needs: the deps, and where the static files are. */
export type PageDeps = ConsoleDeps & { readonly assets: string }

type PageOptions<Params extends z.ZodType, Query extends z.ZodType> = {
  readonly path: string
  readonly summary: string
  readonly action: Action
  readonly params?: Params
  readonly query?: Query
  show(
    visit: Visit,
    request: { readonly params: z.output<Params>; readonly query: z.output<Query> },
  ): Promise<RouteReply> | RouteReply
}

/** A page for whoever is signed in. Looking changes nothing. */
export const pageRoute = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
>(
  deps: PageDeps,
  options: PageOptions<Params, Query>,
): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'GET',
    path: options.path,
    summary: options.summary,
    action: options.action,
    credential: 'session',
    answers: 'page',
    ...(options.params === undefined ? {} : { params: options.params }),
    ...(options.query === undefined ? {} : { query: options.query }),
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const visit = await openVisit(deps, deps.assets, session, request, options.path)
      return options.show(visit, { params: request.params, query: request.query })
    },
  })

type FormOptions<Params extends z.ZodType> = {
  readonly path: string
  readonly summary: string
  readonly action: Action
  readonly params?: Params
  /** Bytes; the server's own limit where it is left out. */
  readonly bodyLimit?: number
  /** Milliseconds; the server's own limit where it is left out. */
  readonly timeoutMs?: number
  submit(
    visit: Visit,
    form: SubmittedForm,
    request: { readonly params: z.output<Params> },
  ): Promise<RouteReply> | RouteReply
}

export type SubmittedForm = {
  readonly fields: FormFields
  /** The form's own key: sent twice it acts once. */
  readonly key: string
}

/** A form of a signed-in person. One without the session's token is refused before anything is done. */
export const formRoute = <Params extends z.ZodType = z.ZodUndefined>(
  deps: PageDeps,
  options: FormOptions<Params>,
): Route<Actor> =>
  defineRoute<Actor>()({
    method: 'POST',
    path: options.path,
    summary: options.summary,
    action: options.action,
    credential: 'session',
    answers: 'page',
    bodyKind: 'form',
    body: formSchema,
    ...(options.params === undefined ? {} : { params: options.params }),
    ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    handle: async (request) => {
      const session = await findSession(deps, request.cookies)
      if (session === undefined) return sessionOver
      const fields = readFields(request.body)
      const key = fields.text('key')
      if (!isTokenOf(session, fields.text('token')) || key === '') return notFromHere
      const visit = await openVisit(deps, deps.assets, session, request, options.path)
      return options.submit(visit, { fields, key }, { params: request.params })
    },
  })

/** The session ended between the guard and the handler. */
export const sessionOver: RouteReply = { status: 303, location: '/sign-in' }

export const notFromHere = problem(403, 'This form is not of your session', {
  kind: 'form-token-invalid',
  detail: 'Nothing was changed. Open the page again and send the form from there.',
})
