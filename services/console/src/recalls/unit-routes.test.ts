import { matchIdOf } from '@recallwire/domain/ids.ts'
import { matchItemSchema, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, start } from '../testing/open-console.ts'
import { eastId, listed } from '../testing/sample-cases.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

const matchId = matchIdOf(recallId, listed.custodyId)
const unitPath = `/recalls/${recallId}/units/${matchId}`
const api = `/v1/recalls/${recallId}/matches`
const proposedAt = '2031-03-05T14:00:00.000Z'
const { verdict, facts, custodyId } = listed

const proposalBy = (by: 'editor' | 'approver', change: object = {}) => ({
  kind: 'override',
  value: 'outside',
  reason: 'Rebuilt at the depot.',
  firmName: 'Example Devices',
  proposedBy: { by: personIdOf(by), role: 'manufacturer-editor' },
  proposedAt,
  basis: { revision: 1, verdict, factsHash: 'f', scopeHash: 's' },
  changed: [],
  ...change,
})
const unitWith = (more: object = {}) =>
  matchItemSchema.parse({ matchId, custodyId, facilityId: eastId, facts, revision: 1, verdict, ...more })
const serve = (more: object = {}) => {
  const items = [unitWith(more)]
  site.api.on(`GET ${api}`, {
    body: matchPageSchema.parse({ counts: { affected: 1, possible: 0, outside: 0 }, items }),
  })
  site.api.on(`GET ${api}/${matchId}`, { body: items[0] })
}

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  serve()
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

describe('the units of a recall', () => {
  test('are listed with facility, verdict and reason, and lead to each', async () => {
    const { body } = await site.get(`/recalls/${recallId}/units`, await site.signIn('editor'))
    expect(body).toContain(`href="${unitPath}"`)
    expect(body).toContain('Eastfield Hospital')
    expect(body).toContain('Serial 700100 is on the notice&#39;s list.')
  })

  test('that wait show both verdicts and the reason', async () => {
    serve({ proposal: proposalBy('editor', { changed: ['facts'] }) })
    const { body } = await site.get(
      `/recalls/${recallId}/units?shown=proposed`,
      await site.signIn('approver'),
    )
    expect(body).toMatch(/Affected<\/span>[\s\S]*Not affected<\/span>[\s\S]*Rebuilt at the depot/)
    expect(body).toContain('Out of date')
    expect(site.api.asked.some(({ query }) => query.get('override') === 'proposed')).toBe(true)
  })

  test('are for the firm alone', async () => {
    for (const guest of ['staff', 'dealer', 'regulator'] as const)
      expect((await site.get(unitPath, await site.signIn(guest))).statusCode).toBe(403)
  })

  test('that wait are on the home page of the one who may decide', async () => {
    serve({ proposal: proposalBy('editor') })
    expect((await site.get('/', await site.signIn('approver'))).body).toContain('Waits for your decision')
    expect((await site.get('/', await site.signIn('editor'))).body).toContain('1 verdict proposed')
  })
})

describe('proposing another verdict', () => {
  test('asks for verdict and reason, each error beside its field', async () => {
    const cookie = await site.signIn('editor')
    const { statusCode, body } = await site.submit(`${unitPath}/propose`, cookie, {})
    expect(statusCode).toBe(422)
    expect(body).toContain('Choose what is right for this unit')
    expect(body).toContain('Give the reason')
  })

  test('sends what was chosen, and never offers what the notice says already', async () => {
    site.api.on(`POST ${api}/${matchId}/override`, { body: unitWith({ proposal: proposalBy('editor') }) })
    const cookie = await site.signIn('editor')
    expect((await site.get(unitPath, cookie)).body).not.toMatch(/name="value"[^>]*value="affected"/)
    const sent = await site.submit(`${unitPath}/propose`, cookie, { value: 'outside', reason: 'Rebuilt.' })
    expect(sent.headers.location).toBe(`${unitPath}?notice=verdict-proposed`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ value: 'outside', reason: 'Rebuilt.' })
  })

  test('takes a decision of people back the same way', async () => {
    const { changed: _changed, kind: _kind, ...decided } = proposalBy('editor')
    const confirmed = {
      confirmedBy: { by: personIdOf('approver'), role: 'manufacturer-approver' },
      confirmedAt: proposedAt,
    }
    serve({ override: { ...decided, ...confirmed }, verdict: { ...verdict, value: 'outside' } })
    site.api.on(`POST ${api}/${matchId}/override/withdraw`, { body: unitWith() })
    const cookie = await site.signIn('editor')
    expect((await site.get(unitPath, cookie)).body).toContain('Decided by people: this one holds')
    await site.submit(`${unitPath}/propose`, cookie, { value: 'withdraw', reason: 'Another unit.' })
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ reason: 'Another unit.' })
  })
})

describe('the second person', () => {
  test('sees the verdicts side by side, and signs the proposal that was read', async () => {
    serve({ proposal: proposalBy('editor') })
    site.api.on(`POST ${api}/${matchId}/override/confirm`, { body: unitWith() })
    const cookie = await site.signIn('approver')
    const { body } = await site.get(unitPath, cookie)
    expect(body).toMatch(/The notice itself[\s\S]*Affected<\/span>[\s\S]*Proposed[\s\S]*Not affected<\/span>/)
    expect(body).toContain('that this unit is not affected, although the notice itself makes it affected.')
    const done = await site.submit(`${unitPath}/confirm`, cookie, { proposedAt })
    expect(done.headers.location).toBe(`${unitPath}?notice=verdict-confirmed`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ proposedAt })
  })

  test('declines what is out of date, and cannot confirm it', async () => {
    serve({ proposal: proposalBy('editor', { changed: ['scope'] }) })
    site.api.on(`POST ${api}/${matchId}/override/decline`, { body: unitWith() })
    const cookie = await site.signIn('approver')
    const { body } = await site.get(unitPath, cookie)
    expect(body).toContain('It is out of date')
    expect(body).not.toContain(`${unitPath}/confirm`)
    expect((await site.submit(`${unitPath}/decline`, cookie, { proposedAt })).statusCode).toBe(303)
  })

  test('is never the one who proposed, and never an editor', async () => {
    serve({ proposal: proposalBy('approver') })
    expect((await site.get(unitPath, await site.signIn('approver'))).body).not.toContain(
      `${unitPath}/confirm`,
    )
    const editor = await site.signIn('editor')
    expect((await site.get(unitPath, editor)).body).toContain('An approver of your firm must confirm')
    expect((await site.submit(`${unitPath}/confirm`, editor, { proposedAt })).statusCode).toBe(403)
  })
})
