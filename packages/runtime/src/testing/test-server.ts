import type { Authenticator } from '../authentication.ts'
import { createHttpServer, type HttpServer } from '../http-server.ts'
import type { HttpServerOptions } from '../http-server-options.ts'
import { createLogger } from '../logger.ts'
import { createMetrics } from '../metrics.ts'

export type TestActor = { readonly organisation: string; readonly actions: readonly string[] }

export const now = '2025-06-20T14:00:00.000Z'

/** Lines a logger wrote, parsed. */
export const captureLog = () => {
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  return { logger, lines }
}

/** Knows every bearer `ORGANISATION:ACTION,ACTION`, so that a test shows at its place who may do what. */
export const bearerOf = (organisation: string, ...actions: readonly string[]) => ({
  authorization: `Bearer ${organisation}:${actions.join(',')}`,
})

const authenticateBearer: Authenticator<TestActor> = async ({ headers }) => {
  const match = /^Bearer ([\w-]+):(.*)$/.exec(String(headers.authorization))
  const [, organisation = '', actions = ''] = match ?? []
  return match === null
    ? { kind: 'unknown', reason: 'no credential' }
    : { kind: 'known', actor: { organisation, actions: actions.split(',') } }
}

/** A server whose actors carry their permissions with them. */
export const createTestServer = (
  options: Partial<HttpServerOptions<TestActor>> = {},
): HttpServer<TestActor> => {
  const server = createHttpServer<TestActor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => now,
    authorise: (actor, action) => actor.actions.includes(action),
    organisationKeyOf: (actor) => actor.organisation,
    ...options,
  })
  server.authenticator('key', authenticateBearer)
  server.authenticator('session', async ({ cookies }) =>
    cookies.session === undefined
      ? { kind: 'unknown', reason: 'not signed in', signInLocation: '/sign-in' }
      : { kind: 'known', actor: { organisation: cookies.session, actions: ['answer'] } },
  )
  return server
}
