import { type Actor, type Role, roles } from '@recallwire/domain/access/actor.ts'
import { reachOf } from '@recallwire/domain/access/role-table.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, askAs } from './ask-as.ts'
import { bodies } from './bodies.ts'
import { fillPath, type GuardedRoute, isAction, type Matrix, openMatrix } from './open-matrix.ts'
import { strangersName } from './strangers.ts'
import { absentTarget, type Target } from './targets.ts'

/** Answered without a credential, each for a reason; a route that joins them is a decision. */
const open = [
  'GET /assets/*',
  'GET /asyncapi.json',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /openapi.json',
  'GET /schemas/:file',
  'GET /sign-in',
]
const byLink = [
  'GET /r/:token',
  'GET /r/:token/fresh-code',
  'GET /r/:token/not-us',
  'GET /r/:token/open',
  'GET /r/:token/reply',
  'GET /v/:token',
  'GET /v/:token/answer',
  'POST /r/:token/fresh-code',
  'POST /r/:token/not-us',
  'POST /r/:token/open',
  'POST /r/:token/reply',
  'POST /sign-in',
  'POST /v/:token/answer',
]

/** Granted by the role table, and refused to these for what the record is. */
const ownRefused: Readonly<Record<string, number>> = {
  // This operator has no organisation of its own to add people to.
  'operator POST /v1/people': 404,
}

describe('who may ask what of the API, for every route and role', () => {
  let matrix: Matrix
  let denials = 0
  let nth = 0

  beforeAll(async () => {
    matrix = await openMatrix()
  })
  afterAll(() => matrix?.installation.close())

  const ask = async (route: GuardedRoute, actor: Actor | undefined, target: Target): Promise<Answer> => {
    nth += 1
    const { method } = route
    const bodyOf = method === 'POST' ? bodies[route.path] : undefined
    if (method === 'POST' && bodyOf === undefined)
      throw new Error(`say in bodies.ts what ${route.path} is sent`)
    const path = `${fillPath(route.path, target)}${queryOf(route.path, target, actor?.role)}`
    const body = bodyOf?.(target, actor ?? matrix.actorOf('operator'), nth)
    const answer = await askAs(matrix.installation, actor, { method, path, body })
    if (actor !== undefined && answer.body.includes('problem:not-authorised')) denials += 1
    return { ...answer, sent: path + JSON.stringify(body) }
  }

  test('every route names an action of the role table, and only these are open', () => {
    const { routes } = matrix.installation.running.http
    const named = (credential: string) =>
      routes.filter((route) => route.credential === credential).map(({ method, path }) => `${method} ${path}`)
    expect(named('none').sort()).toEqual(open)
    expect(named('link').sort()).toEqual(byLink)
    const guarded = routes.filter(({ credential }) => credential === 'key' || credential === 'session')
    const unknown = guarded.filter(({ action }) => !isAction(action) || action === 'public')
    expect(unknown.map(({ path, action }) => `${path}: ${action}`)).toEqual([])
  })

  test('nobody asks the API without a credential', async () => {
    for (const route of matrix.routes('key')) {
      const answer = await ask(route, undefined, absentTarget)
      expect(answer.status, `${route.method} ${route.path}`).toBe(401)
    }
  })

  test.each(roles)('%s: the table decides, and another tenant is as absent as nothing', async (role) => {
    const actor = matrix.actorOf(role)
    const { published, draft } = matrix.strangers
    const findings: string[] = []
    for (const route of matrix.routes('key')) {
      const name = `${role} ${route.method} ${route.path}`
      const absent = await ask(route, actor, absentTarget)
      const theirs = [await ask(route, actor, published), await ask(route, actor, draft)]
      const mine = await ask(route, actor, matrix.own(role))
      const reach = reachOf(actor, route.action)
      const all = [absent, mine, ...theirs]
      if (
        reach === undefined
          ? all.some(({ status }) => status !== 403)
          : all.some(({ status }) => status >= 500)
      )
        findings.push(`${name}: ${all.map(({ status }) => status)}`)
      if (reach === undefined) continue
      const wanted = ownRefused[name]
      if (wanted === undefined ? [401, 403, 404].includes(mine.status) : mine.status !== wanted)
        findings.push(`${name}: own is answered ${mine.status} ${mine.body}`)
      if (reach === 'all' || !namesItsTarget(absent)) continue
      for (const [index, answer] of theirs.entries()) {
        const isPublic = index === 0 && answer.status === 200 && mayBePublic(route, reach, answer)
        if (!isPublic && !looksLike(answer, absent))
          findings.push(`${name}: theirs: ${answer.body} | absent: ${absent.body}`)
      }
    }
    expect(findings).toEqual([])
  })

  test('every refusal of a known person is in the ledger', async () => {
    expect(denials).toBeGreaterThan(300)
    expect(await matrix.denialsInLedger()).toBe(denials)
  })

  test('whoever lists a site as a customer learns none of its contacts', async () => {
    const { installation, actorOf, strangers } = matrix
    const { facilityId } = strangers.published
    const body = [{ accountNumber: 'A-0', name: 'Account', facilityId }]
    const claim = { method: 'POST', path: '/v1/consignees', body }
    expect((await askAs(installation, actorOf('manufacturer-editor'), claim)).status).toBe(201)
    const path = `/v1/facilities/${facilityId}/contacts`
    const contacts = await askAs(installation, actorOf('manufacturer-editor'), { method: 'GET', path })
    expect(contacts).toEqual({ status: 200, body: '[]' })
  })

  /**
   * That a published recall exists is no secret: its public part may be read, a list below it may hold what is one's own, and
   * a forward to sites that are no customers is refused site by site. None of these may name what the caller did not.
   */
  const mayBePublic = (route: GuardedRoute, reach: string, { body, sent }: Answer): boolean => {
    if (reach === 'published') return true
    if (route.method !== 'GET') return route.path.endsWith('/forwards') && !body.includes('"forwarded"')
    const { published, draft } = matrix.strangers
    return [strangersName, ...Object.values(published), ...Object.values(draft)]
      .filter((mark) => !Object.values(absentTarget).includes(mark) && !sent.includes(mark))
      .every((mark) => !body.includes(mark))
  }
})

type Answer = Asked & { readonly sent: string }

const namesItsTarget = ({ sent }: Answer): boolean => sent.includes(absentTarget.recallId)

const queryOf = (path: string, { facilityId }: Target, role: Role | undefined): string =>
  path === '/v1/devices' ? `?facilityId=${facilityId}${role === 'regulator' ? '&reason=Inspection' : ''}` : ''

/** Two answers that tell a caller the same: all of the problem but its reference, whatever id was asked for. */
function looksLike(one: Asked, other: Asked): boolean {
  const told = ({ status, body }: Asked) =>
    JSON.stringify([status, body.replaceAll(/"instance":"[^"]*"/g, '').replaceAll(/[a-z2-7]{26}/g, 'ID')])
  return told(one) === told(other)
}
