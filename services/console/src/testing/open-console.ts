import { createHash } from 'node:crypto'
import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { renderErrorPage } from '@recallwire/html/error-page.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import type { ConsoleDeps } from '../console-deps.ts'
import { startConsole } from '../start.ts'
import { openCannedApi } from './canned-api.ts'
import { dealerId, hospitalId } from './sample-cases.ts'
import { firmId } from './sample-recall.ts'

export const publicUrl = 'https://recalls.example.org'
export const start = '2031-03-06T15:00:00.000Z'

const regulatorId = directoryIdOf('organisation', 'test', 'regulator')
const operatorId = directoryIdOf('organisation', 'test', 'operator')

export const cast = {
  editor: { organisationId: firmId, role: 'manufacturer-editor', name: 'Edda Frost', of: 'Example Devices' },
  approver: {
    organisationId: firmId,
    role: 'manufacturer-approver',
    name: 'Abel Stone',
    of: 'Example Devices',
  },
  staff: { organisationId: hospitalId, role: 'facility-staff', name: 'Stella Moor', of: 'Eastfield Health' },
  manager: {
    organisationId: hospitalId,
    role: 'facility-manager',
    name: 'Max Marsh',
    of: 'Eastfield Health',
  },
  dealer: { organisationId: dealerId, role: 'distributor', name: 'Dora Lane', of: 'Example Supply' },
  regulator: { organisationId: regulatorId, role: 'regulator', name: 'Rita Vale', of: 'Office of Recalls' },
  operator: { organisationId: operatorId, role: 'operator', name: 'Otto Reed', of: 'Operator' },
} as const satisfies Record<string, { organisationId: string; role: Role; name: string; of: string }>
export type Part = keyof typeof cast

export const personIdOf = (part: Part): string => directoryIdOf('person', cast[part].organisationId, part)
const linkOf = (part: Part) => `link-of-${part}`

/** The console before a canned API, with one person of each role and a sign-in link for each. */
export async function openConsole(backEnd: BackEnd, options: Partial<ConsoleDeps> = {}) {
  await seedDirectory(backEnd)
  const api = await openCannedApi()
  // Apart from the rest, so that signing in is not among what a test sees asked.
  const signIns = await openCannedApi()
  let realNow = start
  let drawn = 0
  const http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl,
    trustProxy: false,
    now: () => realNow,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    renderErrorPage: (problem) => renderErrorPage({ ...problem, errors: [], lang: 'en', assets: '/assets' }),
    limits: { closeMs: 200 },
  })
  signIns.on('POST /v1/sign-ins', async ({ body }) => {
    const { link } = JSON.parse(body) as { link: string }
    const signedIn = await consumeOnce(backEnd, link, realNow)
    return signedIn === undefined ? spent : { body: signedIn }
  })
  await startConsole({
    backEnd,
    http,
    clock: { now: () => realNow },
    realNow: () => realNow,
    random: (bytes) => {
      drawn += 1
      return createHash('shake256', { outputLength: bytes }).update(`drawn ${drawn}`).digest()
    },
    forwardedSecret: new Uint8Array(32).fill(7),
    installationId: directoryIdOf('organisation', 'test', 'installation'),
    apiUrls: (_method, path) => [path === '/v1/sign-ins' ? signIns.url : api.url],
    fetch,
    publicUrl,
    logger: createLogger({ level: 'silent' }),
    ...options,
  })

  const post = (path: string, cookie: string, fields: Record<string, string | readonly string[]>) =>
    http.inject({
      method: 'POST',
      url: path,
      headers: { cookie, origin: publicUrl, 'content-type': 'application/x-www-form-urlencoded' },
      payload: encode(fields),
    })
  const signIn = async (part: Part): Promise<string> => {
    const answer = await post('/sign-in', '', { link: linkOf(part) })
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  const get = (path: string, cookie = '') => http.inject({ url: path, headers: { cookie } })
  return {
    api,
    http,
    get,
    post,
    signIn,
    linkOf,
    /** Lets real and business time pass. */
    pass: (ms: number) => {
      realNow = new Date(Date.parse(realNow) + ms).toISOString()
    },
    /** Sends a form as the page would: with the token and a key that the page carries. */
    submit: async (path: string, cookie: string, fields: Record<string, string | readonly string[]>) =>
      post(path, cookie, { token: await tokenOf(backEnd, cookie), key: 'form-key-1', ...fields }),
    tokenOf: (cookie: string) => tokenOf(backEnd, cookie),
    close: async () => {
      await http.close()
      await Promise.all([api.close(), signIns.close()])
    },
  }
}
export type OpenConsole = Awaited<ReturnType<typeof openConsole>>

const spent = { status: 410, body: { title: 'This sign-in link opens nothing', status: 410 } }

const isAction = (action: string): action is Action => Object.hasOwn(roleTable, action)

/** The token that the session's pages carry in every form. */
async function tokenOf(backEnd: BackEnd, cookie: string): Promise<string> {
  const tokenHash = createHash('sha256')
    .update(cookie.split('=')[1] ?? '')
    .digest('hex')
  return (await backEnd.sessions.get(tokenHash))?.formToken ?? ''
}

const encode = (fields: Record<string, string | readonly string[]>): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  ).toString()

const isPart = (text: string): text is Part => Object.hasOwn(cast, text)
const parts = Object.keys(cast).filter(isPart)

async function seedDirectory({ directory }: BackEnd): Promise<void> {
  const createdAt = '2031-01-01T00:00:00.000Z'
  for (const part of parts) {
    const { organisationId, role, name, of } = cast[part]
    const personId = personIdOf(part)
    const saved = { expectedVersion: 0, events: [] }
    await directory.organisations.save({
      ...saved,
      id: organisationId,
      next: { organisationId, kind: 'provider', name: of, labellerPrefixes: [], createdAt },
    })
    await directory.people.save({
      ...saved,
      id: personId,
      next: { personId, organisationId, name, role, createdAt },
    })
    const credentialId = directoryIdOf('person', personId, 'link')
    const secretHash = createHash('sha256').update(linkOf(part)).digest('hex')
    const next = {
      credentialId,
      kind: 'sign-in-link',
      secretHash,
      organisationId,
      personId,
      role,
      label: 'Link',
      createdAt,
    } as const
    await directory.credentials.save({ ...saved, id: credentialId, next })
  }
}

/** Uses a link up, as the owner of credentials does. */
async function consumeOnce({ directory }: BackEnd, secret: string, at: string) {
  const secretHash = createHash('sha256').update(secret).digest('hex')
  const found = await directory.credentials.bySecret(secretHash)
  const stored = found && (await directory.credentials.get(found.credentialId))
  if (stored === undefined || stored.document.usedAt !== undefined) return undefined
  const { document, version } = stored
  await directory.credentials.save({
    id: document.credentialId,
    expectedVersion: version,
    next: { ...document, usedAt: at },
    events: [],
  })
  const { organisationId, role, personId } = document
  return { actor: { organisationId, role, by: personId }, personName: '', organisationName: '' }
}
