import { randomBytes } from 'node:crypto'
import { type Actor, actorSchema } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { parseEvent, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createKeyAuthenticator } from '@recallwire/runtime/authenticate.ts'
import { createHttpServer, type HttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { createOperator } from './bootstrap.ts'
import { ingestionConfigSchema } from './config.ts'
import type { IngestionDeps } from './ingestion-deps.ts'
import { startIngestion } from './start.ts'

export const installationId = 'i'.repeat(26)

export type Answered = { readonly status: number; readonly body: unknown; readonly raw: string }

/** Speaks to the server with one key, as a client would. */
export type Client = {
  readonly secret: string
  get(url: string): Promise<Answered>
  delete(url: string): Promise<Answered>
  put(url: string, body: object): Promise<Answered>
  /** Without `key` each request is a new one. */
  post(
    url: string,
    body?: unknown,
    options?: { key?: string; headers?: Record<string, string> },
  ): Promise<Answered>
  send(
    url: string,
    contentType: string,
    body: string | Buffer | NodeJS.ReadableStream,
    key?: string,
  ): Promise<Answered>
}

export type TestHouse = {
  readonly backEnd: BackEnd
  readonly http: HttpServer<Actor>
  /** Business time; a test may set it. */
  readonly time: { now: string }
  readonly operator: Client
  clientOf(secret: string): Client
  /** A new organisation and the client of its first person. */
  tenant(
    kind: string,
    role: string,
    change?: object,
  ): Promise<{ readonly organisationId: string; readonly client: Client }>
  /** Another person of the client's organisation, with a key. */
  colleague(of: Client, role: string): Promise<{ readonly personId: string; readonly client: Client }>
  /** What the topic carries once the outbox is empty. */
  events(topic: Topic): Promise<readonly RecallEvent[]>
}

/** The service on a back end, behind the real server, with an operator who has just been made. */
export async function openTestHouse(
  backEnd: BackEnd,
  change: Partial<IngestionDeps> = {},
): Promise<TestHouse> {
  const time = { now: '2025-06-20T14:00:00.000Z' }
  const now = () => time.now
  const deps = { backEnd, clock: { now }, random: (bytes: number) => randomBytes(bytes), installationId }
  const onFault = (error: unknown) => {
    throw error
  }
  const [logger, metrics] = [createLogger({ level: 'silent' }), createMetrics()]
  const http = createHttpServer<Actor>({
    logger,
    metrics,
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator(
    'key',
    createKeyAuthenticator({ findKey: keyFinder(backEnd), parseActor: actorSchema.parse, now }),
  )
  const running = await startIngestion({
    ...deps,
    http,
    logger,
    metrics,
    config: ingestionConfigSchema.parse({}),
    onFault,
    ...change,
  })
  // The routes stay. Workers share modules and outlive files, so that a loop would ask a closed store a minute later.
  await running.stop()
  const made = await createOperator(deps)
  if (made.kind !== 'link') throw new Error('the operator was there before')
  const clientOf = (secret: string) => createClient(http, secret)
  const operator = clientOf(made.secret)
  return {
    backEnd,
    http,
    time,
    operator,
    clientOf,
    tenant: async (kind, role, change = {}) => {
      const organisation = { kind, name: `An invented ${kind}`, ...change }
      const { body, raw, status } = await operator.post('/v1/organisations', {
        organisation,
        firstPerson: { name: 'Robin Example', role },
      })
      if (status !== 201) throw new Error(raw)
      return {
        organisationId: textAt(body, 'organisation', 'organisationId'),
        client: clientOf(textAt(body, 'secret')),
      }
    },
    colleague: async (of, role) => {
      const person = await of.post('/v1/people', { name: 'Kim Example', role })
      const personId = textAt(person.body, 'personId')
      const key = await of.post('/v1/keys', { personId, kind: 'key' })
      return { personId, client: clientOf(textAt(key.body, 'secret')) }
    },
    events: (topic) => publishedEvents(backEnd, topic),
  }
}

/** The text at a place in an answer; throws where there is none. */
export function textAt(body: unknown, ...path: readonly (string | number)[]): string {
  let value = body
  for (const name of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  if (typeof value !== 'string') throw new Error(`no text at ${path.join('.')} of ${JSON.stringify(body)}`)
  return value
}

const isAction = (action: string): action is Action => Object.hasOwn(roleTable, action)

const keyFinder = (backEnd: BackEnd) => async (hash: string) => {
  const found = await backEnd.directory.credentials.bySecret(hash)
  if (found === undefined) return undefined
  const { organisationId, role, personId: by, expiresAt, revokedAt } = found
  return {
    actor: { organisationId, role, by },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  }
}

let requests = 0

function createClient(http: HttpServer<Actor>, secret: string): Client {
  const authorization = `Bearer ${secret}`
  const ask = async (request: Parameters<HttpServer<Actor>['inject']>[0]): Promise<Answered> => {
    const { statusCode, payload } = await http.inject(request)
    return { status: statusCode, raw: payload, body: payload === '' ? undefined : JSON.parse(payload) }
  }
  const newKey = () => {
    requests += 1
    return `request-${requests}`
  }
  return {
    secret,
    get: (url) => ask({ method: 'GET', url, headers: { authorization } }),
    delete: (url) => ask({ method: 'DELETE', url, headers: { authorization } }),
    put: (url, payload) => ask({ method: 'PUT', url, headers: { authorization }, payload }),
    post: (url, body, { key = newKey(), headers = {} } = {}) =>
      ask({
        method: 'POST',
        url,
        headers: { authorization, 'idempotency-key': key, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      }),
    send: (url, contentType, body, key = newKey()) =>
      ask({
        method: 'POST',
        url,
        headers: { authorization, 'idempotency-key': key, 'content-type': contentType },
        payload: body,
      }),
  }
}

async function publishedEvents(backEnd: BackEnd, topic: Topic): Promise<readonly RecallEvent[]> {
  while ((await backEnd.outbox.relay(5_000)) > 0);
  const events: RecallEvent[] = []
  for await (const record of backEnd.log.read(topic)) {
    const parsed = parseEvent(record.value)
    if (parsed.kind === 'problem') throw new Error(parsed.reason)
    events.push(parsed.event)
  }
  return events
}
