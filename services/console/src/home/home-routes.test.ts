import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { cast, type OpenConsole, openConsole, type Part, start } from '../testing/open-console.ts'
import { caseSummary, eastCaseId, taskId } from '../testing/sample-cases.ts'
import { recallId } from '../testing/sample-recall.ts'
import { stuckLetter } from '../testing/sample-stuck.ts'
import { depot, serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const places: Readonly<Record<Part, readonly string[]>> = {
  editor: ['To do', 'Recalls', 'New notice', 'Reviews', 'Records of FDA', 'Catalogue', 'Facilities'],
  approver: [
    'To do',
    'Recalls',
    'New notice',
    'Reviews',
    'Records of FDA',
    'Catalogue',
    'Facilities',
    'People and keys',
  ],
  staff: ['To do', 'Recalls', 'Devices', 'Catalogue', 'Facilities'],
  manager: ['To do', 'Recalls', 'Devices', 'Catalogue', 'Facilities', 'People and keys'],
  dealer: ['To do', 'Recalls', 'Devices', 'Catalogue', 'Facilities', 'People and keys'],
  regulator: ['To do', 'Recalls', 'Catalogue', 'Facilities', 'People and keys'],
  operator: ['To do', 'Recalls', 'Catalogue', 'Facilities', 'Parked', 'Organisations', 'People and keys'],
}

const isPart = (text: string): text is Part => Object.hasOwn(cast, text)
const parts = Object.keys(cast).filter(isPart)

describe('the first page', () => {
  test.each(parts)('leads a person in the part of %s to the places of that role alone', async (part) => {
    const page = await site.get('/', await site.signIn(part))
    expect(page.statusCode).toBe(200)
    const [, nav = ''] = /<nav[^>]*aria-label="Primary">(.*?)<\/nav>/s.exec(page.body) ?? []
    expect([...nav.matchAll(/<span>(.*?)<\/span>/g)].map(([, label]) => label)).toEqual(places[part])
    expect(page.body.match(/<h1>/g)).toHaveLength(1)
    expect(page.body).toContain(cast[part].name)
  })

  test('tells a facility what is owed, by deadline', async () => {
    const later = caseSummary({ recallTitle: 'Later', due: { ...dueOf(), at: '2031-03-09T23:00:00.000Z' } })
    site.api.on('GET /v1/cases', { body: [later, caseSummary({ recallTitle: 'Sooner' })] })
    const { body } = await site.get('/', await site.signIn('staff'))
    expect(body).toContain('Owed: 3 units to answer for, 2 letters to reply to')
    expect(body.indexOf('Sooner')).toBeLessThan(body.indexOf('Later'))
    expect(body).toContain(`href="/cases/${eastCaseId}#reply"`)
  })

  test('tells a distributor its own cases and the forwarded ones apart', async () => {
    site.api.on('GET /v1/facilities', { body: [depot] })
    const { body } = await site.get('/', await site.signIn('dealer'))
    const forwarded = body.indexOf('Forwarded to your accounts')
    expect(body.indexOf('Eastfield Hospital')).toBeGreaterThan(forwarded)
  })

  test('tells a firm whom to phone and which letters are stuck', async () => {
    site.api.on('GET /v1/tasks', {
      body: [
        {
          taskId,
          caseId: eastCaseId,
          recallId,
          facilityId: caseSummary().facilityId,
          facilityName: 'Eastfield Hospital',
          kind: 'phone',
          because: 'nobody has replied',
          raisedAt: '2031-03-06T13:00:00.000Z',
        },
      ],
    })
    site.api.on('GET /v1/letters/stuck', { body: [stuckLetter()] })
    const { body } = await site.get('/', await site.signIn('editor'))
    expect(body).toContain('Phone Eastfield Hospital')
    expect(body).toContain('Stuck: tell them another way')
    expect(body).toContain('1 overdue')
  })

  test('tells a firm first of all which unit was reported gone and seen afterwards', async () => {
    const task = {
      taskId,
      caseId: eastCaseId,
      recallId,
      facilityId: caseSummary().facilityId,
      facilityName: 'Eastfield Hospital',
      kind: 'surfaced',
      because: 'serial 700100 was reported destroyed on 2031-03-01 and seen here on 2031-03-05',
      raisedAt: '2031-03-06T13:00:00.000Z',
    }
    site.api.on('GET /v1/tasks', { body: [task] })
    const { body } = await site.get('/', await site.signIn('editor'))
    expect(body.indexOf('A unit at Eastfield Hospital should not exist')).toBeLessThan(
      body.indexOf('Open recalls'),
    )
    expect(body).toContain('reported destroyed on 2031-03-01')
    expect(body).not.toContain('Phone calls to make')
  })

  test('tells a regulator the steps apart, each as a share of facilities', async () => {
    const received = caseSummary({ evidence: { ...caseSummary().evidence, received: true } })
    site.api.on('GET /v1/cases', { body: [received, caseSummary()] })
    const { body } = await site.get('/', await site.signIn('regulator'))
    expect(body).toMatch(/step=received&amp;missing=yes#facilities">50 %/)
    expect(body).toMatch(/step=assessed&amp;missing=yes#facilities">0 %/)
  })

  test('says what is wrong when the API does not answer, and shows nothing as zero', async () => {
    site.api.on('GET /v1/cases', {
      status: 503,
      body: { title: 'The service cannot do this at the moment', status: 503 },
    })
    const page = await site.get('/', await site.signIn('staff'))
    expect(page.statusCode).toBe(503)
    expect(page.body).toContain('The service cannot do this at the moment')
  })

  test('refuses an answer of another shape instead of guessing', async () => {
    site.api.on('GET /v1/cases', { body: [{ caseId: 'x' }] })
    expect((await site.get('/', await site.signIn('staff'))).statusCode).toBe(503)
  })
})

const dueOf = () => {
  const { due } = caseSummary()
  if (due === undefined) throw new Error('the sample has a deadline')
  return due
}
