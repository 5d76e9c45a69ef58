import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownedRoutes } from '@recallwire/console/gateway/owned-routes.ts'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import type { Enrolled } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { verifyBundle } from '@recallwire/ledger/recallwire-verify.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Judge, startJudge } from '../../faults/processes/judge.ts'
import { replyByLink } from '../support/reply-by-link.ts'
import { readForms } from '../support/web-form.ts'
import { listening, type RunningServices, spawnService, startServices } from './start-services.ts'
import { playThrough, visit } from './visit.ts'

describe('two processes of each service on one data file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-services-'))
  let judge: Judge
  let services: RunningServices
  let enrolled: Enrolled

  beforeAll(async () => {
    judge = await startJudge()
    const backEnd = { RECALLWIRE_BACKEND: 'embedded', RECALLWIRE_DATA: join(folder, 'data') }
    services = await startServices(folder, 2, backEnd, judge.settings)
    enrolled = await playThrough(services, consoleUrl(0))
  }, 120_000)
  afterAll(async () => {
    await services?.stop()
    await judge?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const consoleUrl = (index: 0 | 1): string => services.of.console[index]?.url ?? ''
  const visitor = (index: 0 | 1 = 1) => visit(services, enrolled, judge, consoleUrl(index))
  const as = (name: string, index: 0 | 1 = 1) => visitor(index).as(name)

  test('send each letter of the demonstration once', async () => {
    const { accepted } = await judge.tally()
    const ids = accepted.map(({ tags }) => tags.letterId)
    expect(ids.length).toBeGreaterThanOrEqual(7)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('take a reply through the link of a letter at the public address, and show it at both consoles', async () => {
    const letter = await visitor().letterTo('recalls@oldmill.example.org')
    expect(letter.link).toContain(consoleUrl(0))
    const replier = { name: 'Ora Lund', role: 'Owner', holding: 'none' } as const
    const answer = await replyByLink(letter, replier)
    expect([answer.status, answer.html]).toEqual([200, expect.stringContaining('recorded')])
    const { recallId } = await visitor().recall()
    const cases = z
      .array(caseSummarySchema)
      .parse(await as('Dana Whitlock').get(`/v1/recalls/${recallId}/cases`))
    const found = cases.find(({ facilityId }) => facilityId === enrolled.facilities.OML)
    for (const index of [0, 1] as const) {
      const shown = await as('Dana Whitlock', index).get(`/v1/cases/${found?.caseId}`)
      expect(caseViewSchema.parse(shown).replies).toMatchObject([{ by: { name: 'Ora Lund' } }])
    }
  })

  test('bring the reply into the status report of the auditor', async () => {
    const { recallId } = await visitor().recall()
    await eventually('the report counts the reply', async () => {
      const report = await as('Dana Whitlock').get(`/v1/recalls/${recallId}/status-report`)
      return statusReportSchema.parse(report).responding.count > 0
    })
  })

  test('answer a request repeated at another console with the first answer', async () => {
    const body = JSON.stringify({ name: 'Only Once', role: 'manufacturer-editor' })
    const post = (index: 0 | 1) =>
      fetch(`${consoleUrl(index)}/v1/people`, {
        method: 'POST',
        body,
        headers: {
          authorization: visitor().signed('Priya Raman'),
          'content-type': 'application/json',
          'idempotency-key': 'at-two-consoles',
        },
      })
    const [one, other] = [await post(0), await post(1)]
    expect(await other.text()).toBe(await one.text())
    expect([one.status, one.headers.get('idempotent-replayed')]).toEqual([201, null])
    expect([other.status, other.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  })

  test('sign an operator in at one console, know him at the other, and let him go at both', async () => {
    const [one, other] = [consoleUrl(0), consoleUrl(1)]
    const page = await fetch(`${one}/sign-in?link=${services.operatorSecret}`)
    const [form] = readForms(await page.text())
    const press = () =>
      fetch(`${one}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: one, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ link: form?.values.link?.[0] ?? '' }),
      })
    const signedIn = await press()
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect([signedIn.status, (await press()).status]).toEqual([303, 410])
    const home = await fetch(`${other}/`, { headers: { cookie } })
    const html = await home.text()
    expect([home.status, html]).toEqual([200, expect.stringContaining('Operator')])
    expect(html).toContain('Demonstration:')
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    await fetch(`${other}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: other, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }),
    })
    const after = await fetch(`${one}/`, { headers: { cookie }, redirect: 'manual' })
    expect([after.status, after.headers.get('location')]).toEqual([303, '/sign-in'])
  })

  test('describe every route of every service in one document at the public address', async () => {
    const document = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(await (await fetch(`${consoleUrl(0)}/openapi.json`)).json())
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const owned = ownedRoutes
      .filter(({ path }) => path.startsWith('/v1/') && path !== '/v1/mail/reports')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    expect(described.toSorted()).toEqual(owned.toSorted())
    const events = await fetch(`${consoleUrl(0)}/asyncapi.json`)
    expect([events.status, events.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ])
  })

  test('are each live and ready, and show figures of their own', async () => {
    for (const { url } of Object.values(services.of).flat()) {
      const answers = await Promise.all(['/health/live', '/health/ready', '/metrics'].map(ask(url)))
      expect(answers).toEqual([200, 200, 200])
    }
  })

  test('go on where one of each is killed: the public address answers through the other', async () => {
    for (const name of ['ingestion', 'matcher', 'notifier', 'auditor'] as const) {
      await services.of[name][0]?.process.kill()
    }
    const { recallId } = await visitor().recall()
    const firm = as('Dana Whitlock')
    for (const path of ['', '/matches', '/cases', '/status-report']) {
      for (let turn = 0; turn < 2; turn += 1) await firm.get(`/v1/recalls/${recallId}${path}`)
    }
    const draft = { role: 'manufacturer-editor', name: 'After The Kill' }
    for (const key of ['one', 'other']) await as('Priya Raman').post('/v1/people', `after-${key}`, draft)
  })

  test('keep one sound ledger, which two auditors wrote and one has finished', async () => {
    const regulator = visitor().signed('Judith Osei')
    const answer = await fetch(`${consoleUrl(0)}/v1/ledger/bundle`, { headers: { authorization: regulator } })
    expect(verifyBundle(await answer.bytes())).toMatchObject({ status: 'ok' })
  })

  test('let a killed process be followed by another with the same settings', async () => {
    const killed = services.of.notifier[0]
    if (killed === undefined) throw new Error('no notifier was started')
    const next = spawnService('notifier', killed.url, services.settingsOf('notifier'))
    await next.process.says(listening)
    await next.process.stop()
  })

  test('write no secret to their log or their output', async () => {
    const secrets = [services.operatorSecret, Buffer.from(services.forwardingSecret).toString('hex')]
    for (const { process } of Object.values(services.of).flat()) {
      const written = process.said() + process.complaints()
      expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
    }
  })

  const ask = (url: string) => async (path: string) => (await fetch(url + path)).status
})
