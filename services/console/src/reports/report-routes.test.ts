import { statusReport } from '@recallwire/domain/report/status-report.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { eastId, firmDutyId } from '../testing/sample-cases.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'
import { asOfOf } from './as-of.ts'

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

const empty = statusReport({ recallId, asOf: start, entries: [] })
const path = `GET /v1/recalls/${recallId}/status-report`

const told = {
  ...empty,
  notified: { ...empty.notified, count: 1, of: 2, entries: [4, 9] },
  notResponding: {
    count: 1,
    entries: [4],
    facilityIds: [eastId],
    dutiesOpen: [
      {
        facilityId: eastId,
        dutyId: firmDutyId,
        kind: 'firm' as const,
        owedSince: '2031-03-03T16:00:00.000Z',
        dueAt: '2031-03-05T23:00:00.000Z',
        rule: 'class I: reply 2 business days',
        overdue: true,
      },
    ],
  },
  series: [{ date: '2031-03-03', notified: 1, responded: 0, complete: 0 }],
}

describe('the status report', () => {
  test('has the six figures apart, each with its ledger entries, facilities by name, and a picture', async () => {
    site.api.on(path, { body: told })
    const { body, statusCode } = await site.get(`/recalls/${recallId}/report`, await site.signIn('regulator'))
    expect(statusCode).toBe(200)
    expect([...body.matchAll(/<h2>(\d)\./g)].map(([, number]) => number)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ])
    expect(body).toContain(`href="/recalls/${recallId}/timeline#entry-9"`)
    expect(body).toContain('<strong>Silent:</strong> Eastfield Hospital')
    expect(body).toContain('<strong>overdue</strong>')
    expect(body).toContain('<svg')
  })

  test('asks for the end of the chosen day, and downloads the same', async () => {
    site.api.on(path, { body: told })
    const cookie = await site.signIn('editor')
    await site.get(`/recalls/${recallId}/report?asOf=2031-03-04`, cookie)
    const asked = site.api.asked.find((one) => one.path.endsWith('status-report'))
    expect(asked?.query.get('asOf')).toBe('2031-03-04T23:59:59.999Z')
    const file = await site.get(`/recalls/${recallId}/report.json?asOf=2031-03-04`, cookie)
    expect(file.headers['content-disposition']).toContain('status-report-')
    expect(JSON.parse(file.body)).toEqual(told)
  })

  test('is closed to a facility', async () => {
    expect((await site.get(`/recalls/${recallId}/report`, await site.signIn('staff'))).statusCode).toBe(403)
  })

  test('takes a day that is not over as it stands', () => {
    expect(asOfOf('2031-03-06', start)).toBeUndefined()
    expect(asOfOf('', start)).toBeUndefined()
    expect(asOfOf('2031-03-05', start)).toBe('2031-03-05T23:59:59.999Z')
  })
})

test('the evidence bundle is passed on as it is, and a refusal as a page', async () => {
  const cookie = await site.signIn('regulator')
  const bundle = `GET /v1/recalls/${recallId}/bundle`
  site.api.on(bundle, { body: 'bundle bytes', contentType: 'application/octet-stream' })
  const file = await site.get(`/recalls/${recallId}/bundle`, cookie)
  expect(file.body).toBe('bundle bytes')
  expect(file.headers['content-disposition']).toContain('attachment')
  site.api.on(bundle, { status: 409, body: { title: 'Nothing to prove yet', status: 409 } })
  const refused = await site.get(`/recalls/${recallId}/bundle`, cookie)
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('<h1>Nothing to prove yet</h1>')
})

test('the timeline names automatic acts, shows late ones with both times, and can be one facility alone', async () => {
  site.api.on(`GET /v1/recalls/${recallId}/timeline`, {
    body: [
      {
        seq: 3,
        at: '2031-03-03T16:00:00.000Z',
        recordedAt: '2031-03-05T10:00:00.000Z',
        late: true,
        actor: { role: 'service', organisationId: eastId, automatic: true },
        what: 'The mail service accepted the letter.',
        facilityId: eastId,
      },
    ],
  })
  const { body } = await site.get(
    `/recalls/${recallId}/timeline?facilityId=${eastId}`,
    await site.signIn('regulator'),
  )
  expect(site.api.asked.find((one) => one.path.endsWith('timeline'))?.query.get('facilityId')).toBe(eastId)
  expect(body).toContain('Automatic')
  expect(body).toContain('entered later')
  expect(body).toContain('id="entry-3"')
})
