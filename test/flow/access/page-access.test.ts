import { type Role, roles } from '@recallwire/domain/access/actor.ts'
import { reachOf } from '@recallwire/domain/access/role-table.ts'
import { caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLetters, readQuestions } from '../support/post-office.ts'
import { fillPath, type GuardedRoute, type Matrix, names, openMatrix } from './open-matrix.ts'
import { absentTarget, type Target } from './targets.ts'
import { signInByLink, type Visited, visitPage } from './visit-page.ts'

describe('who may see which page, for every route and role', () => {
  let matrix: Matrix
  let denials = 0

  beforeAll(async () => {
    matrix = await openMatrix()
  })
  afterAll(() => matrix?.installation.close())

  test('without a session a page leads to signing in, and a form is refused', async () => {
    for (const { method, path } of matrix.routes('session')) {
      const request = { method, path: fillPath(path, withLetter(absentTarget)) }
      const answer = await visitPage(matrix.installation, request)
      if (method === 'GET') expect([answer.status, answer.location], path).toEqual([303, '/sign-in'])
      else {
        expect(answer.status, path).toBe(401)
        const foreign = await visitPage(matrix.installation, { ...request, origin: null })
        expect(foreign.status, path).toBe(403)
      }
    }
  })

  test.each(roles.filter((role) => names[role] !== undefined))(
    '%s: pages follow the table, and a form without the token of the session does nothing',
    async (role) => {
      const cookie = await signInByLink(matrix.installation, names[role] ?? '')
      const findings: string[] = []
      for (const route of matrix.routes('session')) {
        const answers = []
        for (const target of [absentTarget, matrix.strangers.draft, matrix.own(role)]) {
          const path = fillPath(route.path, withLetter(target))
          answers.push(await visitPage(matrix.installation, { method: route.method, path, cookie }))
        }
        denials += answers.filter(isDenial).length
        const finding = judge(route, role, answers)
        if (finding !== undefined) findings.push(`${route.method} ${route.path}: ${finding}`)
      }
      expect(findings).toEqual([])
    },
  )

  const judge = (
    { method, action }: GuardedRoute,
    role: Role,
    answers: readonly Visited[],
  ): string | undefined => {
    const statuses = answers.map(({ status }) => status)
    const [absent, theirs] = answers.map(({ body }) => /<h1>([^<]*)/.exec(body)?.[1])
    const reach = reachOf(matrix.actorOf(role), action)
    if (statuses.some((status) => status >= 500)) return `${statuses}`
    if (reach === undefined) return answers.every(isDenial) ? undefined : `${statuses} in place of 403`
    if (method === 'POST')
      return statuses.every((status) => status >= 400) ? undefined : `${statuses} without a token`
    return reach === 'all' || theirs === absent ? undefined : `theirs: ${theirs} | absent: ${absent}`
  }

  test('every refusal of a known person is in the ledger', async () => {
    expect(denials).toBeGreaterThan(100)
    expect(await matrix.denialsInLedger()).toBe(denials)
  })

  test('a mailed link shows nothing of the facility to whoever has no code', async () => {
    const { installation } = matrix
    const letters = (await readLetters(installation.folder)).filter(({ to }) =>
      to.startsWith('recalls@northmere'),
    )
    const [letter] = letters
    const [question] = await readQuestions(installation.folder)
    const { caseId } = matrix.own('facility-manager')
    const shown = await installation.as('Marcus Hale').get(`/v1/cases/${caseId}`)
    const { units, facilityName } = caseViewSchema.parse(shown)
    const secrets = [
      facilityName,
      ...units.flatMap(({ facts }) => [facts.serial ?? '', facts.assetTag ?? '']),
    ]
    expect(secrets.filter((mark) => mark !== '').length).toBeGreaterThan(10)
    const links: Readonly<Record<string, string>> = {
      '/r/:token': new URL(letter?.link ?? '').pathname,
      '/v/:token': new URL(question?.question ?? '').pathname,
    }
    const wrong = letter?.code === '135791' ? '246810' : '135791'
    const reply = 'understood=yes&holding=none&name=Nobody&role=Nobody&revision=1'
    for (const { method, path, credential } of installation.running.http.routes) {
      const [kind = ''] = /^\/[rv]\/:token/.exec(path) ?? []
      if (credential !== 'link' || kind === '') continue
      for (const code of ['', wrong]) {
        const request = { method, path: path.replace(kind, links[kind] ?? ''), body: `${reply}&code=${code}` }
        const { body } = await visitPage(installation, request)
        expect(secrets.filter((mark) => mark !== '' && body.includes(mark))).toEqual([])
      }
    }
  })
})

/** The mailbox holds letters of all; whoever it is open to may read each. */
const withLetter = (target: Target) => ({ ...target, letterId: absentTarget.recallId })

const isDenial = ({ status, body }: Visited): boolean =>
  status === 403 && body.includes('You may not do this')
