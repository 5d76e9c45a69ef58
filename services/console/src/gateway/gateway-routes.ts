import type { Actor } from '@recallwire/domain/access/actor.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import type { Gateway } from './gateway.ts'
import { type OwnedRoute, ownedRoutes } from './owned-routes.ts'

/** The owner's own limit comes first, so that its answer is the one that arrives. */
const longerMs = 5_000

/**
 * The API of the other services at the public address. Nothing is decided here: the owner recognises the caller by the credential that
 * comes with the request, and checks, counts and remembers as it would without a gateway.
 */
export const gatewayRoutes = (gateway: Gateway): readonly Route<Actor>[] =>
  ownedRoutes.map((owned) => routeTo(gateway, owned))

const routeTo = (gateway: Gateway, { owner, method, path, limitMs }: OwnedRoute): Route<Actor> =>
  defineRoute<Actor>()({
    method,
    path,
    summary: `Hand on to the ${owner}.`,
    action: 'public',
    credential: 'none',
    answers: /^\/[rv]\//.test(path) ? 'page' : 'file',
    bodyKind: method === 'GET' || method === 'DELETE' ? 'json' : 'stream',
    // How much it takes the owner says; here nothing is held that would need a limit.
    bodyLimit: Number.MAX_SAFE_INTEGER,
    timeoutMs: limitMs + longerMs,
    handle: ({ url, headers, stream, ip, signal }) =>
      gateway.ask(owner, { method, url, headers, body: stream, ip, signal }),
  })
