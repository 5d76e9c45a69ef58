import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, publicUrl, start } from '../testing/open-console.ts'
import { eastId, listed } from '../testing/sample-cases.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

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

const importId = listed.matchId
const stored = importViewSchema.parse({
  importId,
  status: 'committed',
  accepted: 2,
  refused: 0,
  refusals: [],
  startedAt: start,
})

const boundary = 'form-boundary'
const part = (name: string, value: string, file?: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\ncontent-type: text/csv`}\r\n\r\n${value}\r\n`

const upload = async (cookie: string, parts: readonly string[]) =>
  site.http.inject({
    method: 'POST',
    url: '/devices/import',
    headers: { cookie, origin: publicUrl, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  })

const ours = async (cookie: string) => [part('token', await site.tokenOf(cookie)), part('key', 'key-1')]

describe('the inventory', () => {
  test('shows each device with what every recall says of it', async () => {
    site.api.on('GET /v1/imports', { body: [stored] })
    site.api.on('GET /v1/devices', {
      body: {
        items: [
          {
            holdingId: listed.unitKey,
            custodyId: listed.custodyId,
            facilityId: eastId,
            facts: { ...listed.facts, location: 'ICU' },
            openedAt: start,
            verdicts: [{ recallId, verdict: listed.verdict }],
          },
        ],
        next: 'more/of it',
      },
    })
    const { body } = await site.get('/devices', await site.signIn('manager'))
    expect(body).toContain('Affected')
    expect(body).toContain('Serial 700100 is on the notice&#39;s list')
    expect(body).toContain('after=more%2Fof+it')
    expect(body).toContain('enctype="multipart/form-data"')
    expect((await site.get('/devices', await site.signIn('staff'))).body).not.toContain('enctype')
  })
})

describe('an upload', () => {
  test('goes on to the API as a file, and leads to its report', async () => {
    site.api.on('POST /v1/devices/import', { status: 202, body: stored })
    site.api.on(`GET /v1/imports/${importId}`, { body: stored })
    const cookie = await site.signIn('manager')
    const csv = `serial,udi\n${'700100,x\n'.repeat(50_000)}`
    const answer = await upload(cookie, [
      ...(await ours(cookie)),
      part('facilityId', eastId),
      part('pasted', ''),
      part('file', csv, 'fleet.csv'),
    ])
    expect(answer.headers.location).toBe(`/devices/imports/${importId}`)
    const sent = site.api.last('POST')
    expect(sent.body).toBe(csv)
    expect(sent.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(sent.query.get('facilityId')).toBe(eastId)
    expect(sent.query.get('acceptPartial')).toBe('false')
    expect([sent.query.get('dryRun'), sent.query.get('keep')]).toEqual(['true', 'true'])
    expect((await site.get(`/devices/imports/${importId}`, cookie)).body).toContain('2 rows accepted')
  })

  test('is read by the mapping and in the encoding that were chosen, and shows what was remarked', async () => {
    const warnings = [{ row: 2, field: 'UDI', reason: 'a separator may be lost' }]
    site.api.on('POST /v1/devices/import', { status: 202, body: stored })
    site.api.on(`GET /v1/imports/${importId}`, { body: { ...stored, warnings } })
    site.api.on('GET /v1/imports', { body: [] })
    site.api.on('GET /v1/devices', { body: { items: [] } })
    site.api.on('GET /v1/devices/mappings', {
      body: [{ name: 'maintenance', updatedAt: start, mapping: { columns: {}, constants: {} } }],
    })
    const cookie = await site.signIn('manager')
    expect((await site.get('/devices', cookie)).body).toContain('<option value="maintenance" selected>')
    const chosen = [part('mapping', 'maintenance'), part('encoding', 'windows-1252')]
    await upload(cookie, [...(await ours(cookie)), ...chosen, part('file', 'serial\n1', 'a.csv')])
    expect(site.api.last('POST').query.get('mapping')).toBe('maintenance')
    expect(site.api.last('POST').query.get('encoding')).toBe('windows-1252')
    await upload(cookie, [...(await ours(cookie)), ...chosen, part('pasted', 'serial\n1 \n')])
    expect(site.api.last('POST').query.has('encoding')).toBe(false)
    expect(site.api.last('POST').body).toBe('serial\n1 ')
    expect((await site.get(`/devices/imports/${importId}`, cookie)).body).toContain('a separator may be lost')
  })

  test('may be pasted instead', async () => {
    site.api.on('POST /v1/devices/import', { status: 202, body: stored })
    const cookie = await site.signIn('manager')
    const rows = [part('acceptPartial', 'true'), part('pasted', 'serial\n1'), part('file', '', '')]
    expect((await upload(cookie, [...(await ours(cookie)), ...rows])).statusCode).toBe(303)
    expect(site.api.last('POST').body).toBe('serial\n1')
    expect(site.api.last('POST').query.get('acceptPartial')).toBe('true')
  })

  test('shows every refused row with its field and the reason', async () => {
    site.api.on('POST /v1/devices/import', {
      status: 422,
      body: {
        title: 'Some rows are not acceptable',
        status: 422,
        errors: [{ pointer: '/3/udi', detail: 'the check digit is wrong' }],
      },
    })
    const cookie = await site.signIn('manager')
    const answer = await upload(cookie, [...(await ours(cookie)), part('pasted', 'serial\n1')])
    expect(answer.statusCode).toBe(422)
    expect(answer.body.replaceAll(/<[^>]+>|\s+/g, ' ')).toMatch(/3 +udi +the check digit is wrong/)
  })

  test('without the token of the session is refused before the file is passed on', async () => {
    const cookie = await site.signIn('manager')
    const answer = await upload(cookie, [
      part('token', 'guessed'),
      part('key', 'k'),
      part('file', 'serial\n1', 'a.csv'),
    ])
    expect(answer.statusCode).toBe(403)
    expect(site.api.asked).toEqual([])
  })

  test('with its file before the token is refused', async () => {
    const cookie = await site.signIn('manager')
    const answer = await upload(cookie, [part('file', 'serial\n1', 'a.csv'), ...(await ours(cookie))])
    expect(answer.statusCode).toBe(403)
  })

  test('of nothing, or of no form at all, says what to do', async () => {
    const cookie = await site.signIn('manager')
    expect((await upload(cookie, await ours(cookie))).body).toContain('There is nothing to upload')
    const odd = await site.http.inject({
      method: 'POST',
      url: '/devices/import',
      headers: { cookie, origin: publicUrl, 'content-type': 'text/csv' },
      payload: 'serial\n1',
    })
    expect(odd.statusCode).toBe(400)
  })
})
