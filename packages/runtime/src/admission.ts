import type { Authenticator, CredentialRequest } from './authentication.ts'
import type { DeniedEvent, HttpServerOptions } from './http-server-options.ts'
import { problem } from './problem.ts'
import type { Route, RouteReply } from './route.ts'
import { isSameOrigin } from './same-origin.ts'

export type Authenticators<Actor> = ReadonlyMap<'key' | 'session', Authenticator<Actor>>

export type Admission<Actor> =
  | { readonly kind: 'admitted'; readonly actor: Actor | undefined }
  | {
      readonly kind: 'refused'
      readonly reply: RouteReply
      readonly reason: DeniedEvent<Actor>['reason']
      readonly actor?: Actor
    }

type AdmissionOptions<Actor> = Pick<HttpServerOptions<Actor>, 'authorise' | 'publicUrl'>

const challenges = { key: 'Bearer realm="recallwire"', session: 'Session realm="recallwire"' } as const

/** Decides, before a body is read, whether a request may reach its handler. Denies by default. */
export const admit = async <Actor>(
  options: AdmissionOptions<Actor>,
  authenticators: Authenticators<Actor>,
  route: Route<Actor>,
  request: CredentialRequest,
): Promise<Admission<Actor>> => {
  const { credential } = route
  const ambient = credential === 'session' || credential === 'link'
  if (ambient && route.method !== 'GET' && !isSameOrigin(request.headers, options.publicUrl)) {
    const detail = 'Open the page again and send the form from there.'
    return {
      kind: 'refused',
      reason: 'cross-site',
      reply: problem(403, 'This form did not come from our own page', { kind: 'cross-site', detail }),
    }
  }
  if (credential === 'link' || credential === 'none') return { kind: 'admitted', actor: undefined }
  const who = await authenticators.get(credential)?.(request)
  if (who?.kind !== 'known') {
    const signIn = route.answers === 'page' && route.method === 'GET' ? who?.signInLocation : undefined
    const reply: RouteReply =
      signIn === undefined ? notAuthenticated(credential, who?.reason) : { status: 303, location: signIn }
    return { kind: 'refused', reason: 'not-authenticated', reply }
  }
  if (options.authorise?.(who.actor, route.action) !== true) {
    const reply = problem(403, 'You may not do this', {
      kind: 'not-authorised',
      detail: `Your role does not allow: ${route.summary}`,
    })
    return { kind: 'refused', reason: 'not-authorised', reply, actor: who.actor }
  }
  return { kind: 'admitted', actor: who.actor }
}

const notAuthenticated = (credential: 'key' | 'session', reason: string | undefined): RouteReply =>
  problem(401, 'Please identify yourself', {
    kind: 'not-authenticated',
    ...(reason === undefined ? {} : { detail: reason }),
    headers: { 'www-authenticate': challenges[credential] },
  })
