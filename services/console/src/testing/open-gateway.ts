import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { choosePort } from '@recallwire/process/choose-port.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { onTestFinished } from 'vitest'
import { openGateway } from '../gateway/gateway.ts'
import { gatewayRoutes } from '../gateway/gateway-routes.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** A process that answers as the test says. */
export async function openOwner(answer: Answer): Promise<string> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the owner has no port')
  return `http://127.0.0.1:${address.port}`
}

const openListener = () =>
  createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: ['127.0.0.1'],
    now: () => new Date().toISOString(),
    authorise: () => true,
    limits: { closeMs: 100 },
  })

/** A process with the listener that every service has: it takes a megabyte from the bearer of `rw_known`. */
export async function openService(): Promise<string> {
  const http = openListener()
  const actor: Actor = { organisationId: 'a'.repeat(26), role: 'operator', by: 'test' }
  http.authenticator('key', async ({ headers }) =>
    headers.authorization === 'Bearer rw_known'
      ? { kind: 'known', actor }
      : { kind: 'unknown', reason: 'nobody' },
  )
  http.add({
    method: 'POST',
    path: '/v1/devices/import',
    summary: 'Import.',
    action: 'devices.write',
    credential: 'key',
    answers: 'json',
    bodyKind: 'stream',
    bodyLimit: 1_000_000,
    handle: async ({ stream }) => ({ status: 202, body: { bytes: (await buffer(stream)).length } }),
  })
  onTestFinished(() => http.close())
  const { host, port } = await http.listen({ host: '127.0.0.1', port: 0 })
  return `http://${host}:${port}`
}

/** An address at which nobody listens. */
export const closedAddress = async () => `http://127.0.0.1:${await choosePort(0, '127.0.0.1')}`

/** The address of a public listener before processes that each own everything. */
export async function openPublic(...urls: readonly string[]): Promise<string> {
  const gateway = openGateway({ ingestion: urls, matcher: urls, notifier: urls, auditor: urls })
  const http = openListener()
  for (const route of gatewayRoutes(gateway)) http.add(route)
  onTestFinished(async () => {
    await http.close()
    gateway.close()
  })
  const { host, port } = await http.listen({ host: '127.0.0.1', port: 0 })
  return `http://${host}:${port}`
}
