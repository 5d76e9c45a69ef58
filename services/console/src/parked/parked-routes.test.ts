import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, start } from '../testing/open-console.ts'
import { bulkOf, noParked, parkedPage } from '../testing/sample-parked.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole
let cookie: string
const [first] = parkedPage().items

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  cookie = await site.signIn('operator')
  site.api.on('GET /v1/parked', ({ query }) =>
    query.get('state') === 'waiting' ? { body: parkedPage() } : { body: noParked },
  )
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

describe('the page of parked records', () => {
  test('says what failed where and why, and shows no content', async () => {
    const { body } = await site.get('/parked', cookie)
    expect(body).toContain('2 records wait')
    expect(body).toContain('recallwire.new.v9 is not known here')
    expect(body).toContain('No event of ours')
    expect(body).toContain('failed again; it was')
    expect((await site.get('/', cookie)).body).toContain('2 records could not be handled')
  })

  test('hands one on, by a form that names it', async () => {
    const path = `/parked/${first?.parkedId}`
    site.api.on(`POST /v1/parked/${first?.parkedId}/redrive`, {
      body: { parkedId: first?.parkedId, outcome: 'redriven' },
    })
    expect((await site.get('/parked', cookie)).body).toContain(`action="${path}"`)
    const answer = await site.submit(path, cookie, {})
    expect(answer.headers.location).toBe('/parked?notice=redriven')
    expect(site.api.last('POST').headers['idempotency-key']).toBe('form-key-1')
  })

  test('proposes all that the page shows, and no other', async () => {
    site.api.on('POST /v1/parked/redrives', { status: 201, body: bulkOf('operator') })
    const parkedId = parkedPage().items.map((item) => item.parkedId)
    const { body } = await site.get('/parked', cookie)
    for (const id of parkedId) expect(body).toContain(`name="parkedId" value="${id}"`)
    const answer = await site.submit('/parked/redrives', cookie, { parkedId })
    expect(answer.headers.location).toBe('/parked?notice=redrive-proposed')
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ parkedIds: parkedId })
  })

  test('offers to confirm to a second person alone, and says what the API refuses', async () => {
    site.api.on('GET /v1/parked/redrives', { body: [bulkOf('operator')] })
    const own = (await site.get('/parked', cookie)).body
    expect(own).toContain('Take it back')
    expect(own).not.toContain('Confirm as a second person')
    const other = { by: personIdOf('editor'), role: 'operator', organisationId: 'o'.repeat(26) }
    site.api.on('GET /v1/parked/redrives', { body: [bulkOf('operator', { proposedBy: other })] })
    expect((await site.get('/parked', cookie)).body).toContain('Confirm as a second person')
    const path = `/parked/redrives/${'b'.repeat(26)}`
    site.api.on(`POST /v1${path}/confirm`, { body: bulkOf('operator', { status: 'done' }) })
    expect((await site.submit(path, cookie, { act: 'confirm' })).headers.location).toBe(
      '/parked?notice=redriven',
    )
    site.api.on(`POST /v1${path}/confirm`, {
      status: 409,
      body: { title: 'Not yours to decide', status: 409 },
    })
    expect((await site.submit(path, cookie, { act: 'confirm' })).body).toContain('Not yours to decide')
    site.api.on(`POST /v1${path}/decline`, { body: bulkOf('operator', { status: 'declined' }) })
    expect((await site.submit(path, cookie, { act: 'decline' })).headers.location).toContain(
      'redrive-declined',
    )
  })

  test('is no place for a firm', async () => {
    const editor = await site.signIn('editor')
    expect((await site.get('/parked', editor)).statusCode).toBe(403)
    expect((await site.submit(`/parked/${first?.parkedId}`, editor, {})).statusCode).toBe(403)
  })
})
