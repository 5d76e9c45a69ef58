import { type Actor, actorSchema } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { eventBytes, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { renderErrorPage } from '@recallwire/html/error-page.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { createKeyAuthenticator } from '@recallwire/runtime/authenticate.ts'
import { createHttpServer, type HttpServer } from '@recallwire/runtime/http-server.ts'
import type { DeniedEvent } from '@recallwire/runtime/http-server-options.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

export type HttpDeps = {
  readonly backEnd: Pick<BackEnd, 'directory' | 'idempotency' | 'log'>
  readonly clock: Clock
  readonly realNow: () => string
  /** The first signs elsewhere; each is believed. */
  readonly forwardedSecrets: readonly Uint8Array[]
  /** Addresses and networks whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly publicUrl: string
  readonly environmentBanner: string | undefined
  readonly logger: Logger
  readonly metrics: Metrics
}

/** The one listener of the process: who calls, what the role table says, and what is remembered of a refusal. */
export function openHttp(deps: HttpDeps): HttpServer<Actor> {
  const http = createHttpServer<Actor>({
    logger: deps.logger,
    metrics: deps.metrics,
    publicUrl: deps.publicUrl,
    trustProxy: deps.trustedProxies.length === 0 ? false : deps.trustedProxies,
    now: deps.realNow,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    onDenied: (denied) => recordDenial(deps, denied),
    renderErrorPage: (problem) =>
      renderErrorPage({
        status: problem.status,
        title: problem.title,
        detail: problem.detail,
        reference: problem.instance,
        lang: 'en',
        assets: '/assets',
        environmentBanner: deps.environmentBanner,
      }),
    idempotency: deps.backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator(
    'key',
    createKeyAuthenticator<Actor>({
      findKey: (hash) => findKey(deps.backEnd.directory, hash),
      forwardedSecret: deps.forwardedSecrets,
      parseActor: (value) => actorSchema.parse(value),
      now: deps.realNow,
    }),
  )
  return http
}

const isAction = (action: string): action is Action => Object.hasOwn(roleTable, action)

async function findKey(directory: BackEnd['directory'], hash: string) {
  const credential = await directory.credentials.bySecret(hash)
  if (credential === undefined || credential.kind !== 'key') return undefined
  const { organisationId, role, personId, expiresAt, revokedAt } = credential
  return {
    actor: { organisationId, role, by: personId },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  }
}

/** A known person who was refused is a fact for the ledger; a stranger without a credential is only noise. */
async function recordDenial(deps: HttpDeps, denied: DeniedEvent<Actor>): Promise<void> {
  if (denied.actor === undefined) return
  const { actor, action, method, path, requestId } = denied
  const { topic, key, event } = outgoing(actor.organisationId, {
    id: eventIdOf('/console', requestId, 'denied'),
    source: '/console',
    type: 'recallwire.access-denied.v1',
    subject: actor.by,
    at: deps.clock.now(),
    actor,
    data: { action, route: `${method} ${path}` },
  })
  await deps.backEnd.log.publish(topic, key, eventBytes(event))
}
