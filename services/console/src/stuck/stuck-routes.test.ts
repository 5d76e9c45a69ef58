import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, type Part, personIdOf, start } from '../testing/open-console.ts'
import { eastId } from '../testing/sample-cases.ts'
import { stuckLetter } from '../testing/sample-stuck.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole
const { caseId, letterId } = stuckLetter()
const path = `/cases/${caseId}/letters/${letterId}`

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on('GET /v1/letters/stuck', { body: [stuckLetter()] })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const page = async (part: Part) => (await site.get('/letters/stuck', await site.signIn(part))).body
const waiver = (part: Part) => ({
  reason: 'told-in-person',
  proposedBy: personIdOf(part),
  proposedAt: '2031-03-06T14:00:00.000Z',
})

describe('the page of stuck letters', () => {
  test('says why, and offers each person what that person may do', async () => {
    const editor = await page('editor')
    expect(editor).toContain('Because: no such address')
    for (const action of ['write-again', 'by-phone', 'waiver'])
      expect(editor).toContain(`action="${path}/${action}"`)
    expect(editor).toContain(`href="/facilities/${eastId}"`)
    const operator = await page('operator')
    expect(operator).toContain(`action="${path}/write-again"`)
    expect(operator).not.toContain(`action="${path}/waiver"`)
    expect(operator).not.toContain('/cases/EAST')
    expect((await site.get('/letters/stuck', await site.signIn('staff'))).statusCode).toBe(403)
  })

  test('is reached from the first page of whoever it concerns', async () => {
    for (const part of ['editor', 'operator'] as const) {
      const { body } = await site.get('/', await site.signIn(part))
      expect(body).toContain(`href="/letters/stuck#letter-${letterId}"`)
    }
  })

  test.each([
    ['write-again', {}, {}, 'letter-written-again'],
    ['by-phone', {}, {}, 'letter-by-phone'],
    [
      'waiver',
      { [`reason-${letterId}`]: 'facility-closed' },
      { reason: 'facility-closed' },
      'waiver-proposed',
    ],
    ['waiver/decline', {}, {}, 'waiver-declined'],
  ])('sends %s with what was chosen', async (act, fields, body, notice) => {
    site.api.on(`POST /v1${path}/${act}`, { body: { caseId, letterId } })
    const answer = await site.submit(`${path}/${act}`, await site.signIn('editor'), fields)
    expect(answer.headers.location).toBe(`/letters/stuck?notice=${notice}`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual(body)
  })

  test('lets a second person confirm a waiver, and not the one who proposed it', async () => {
    site.api.on('GET /v1/letters/stuck', { body: [stuckLetter({ waiver: waiver('editor') })] })
    const own = await page('editor')
    expect(own).toContain('A second person has to confirm it')
    expect(own).toContain('Take it back')
    const approver = await page('approver')
    expect(approver).toContain('Edda Frost proposed')
    expect(approver).toContain(`action="${path}/waiver/confirm"`)
    site.api.on(`POST /v1${path}/waiver/confirm`, { body: { caseId, letterId } })
    const cookie = await site.signIn('regulator')
    expect((await site.submit(`${path}/waiver/confirm`, cookie, {})).statusCode).toBe(403)
  })

  test('shows what the API refuses', async () => {
    site.api.on(`POST /v1${path}/write-again`, {
      status: 409,
      body: { title: 'Nothing is to be done', status: 409 },
    })
    const answer = await site.submit(`${path}/write-again`, await site.signIn('operator'), {})
    expect([answer.statusCode, answer.body]).toMatchObject([
      409,
      expect.stringContaining('Nothing is to be done'),
    ])
  })
})
