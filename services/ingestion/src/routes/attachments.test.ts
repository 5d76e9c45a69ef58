import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { content } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let firm: Client

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
})
afterEach(() => backEnd.close())

const letter = Buffer.from('%PDF-1.7\n\u0000\u00ff letter\n%%EOF\n', 'latin1')
const handIn = (bytes = letter, type = 'application/pdf', client = firm, name = 'letter.pdf') =>
  client.send(`/v1/attachments?fileName=${encodeURIComponent(name)}`, type, bytes)
const named = (change: object = {}) => ({
  fileName: 'letter.pdf',
  sha256: sha256Hex(letter),
  size: letter.length,
  ...change,
})

test('a letter is kept byte by byte, once, for its own firm alone', async () => {
  const first = await handIn()
  expect(first).toMatchObject({ status: 201, body: { ...named(), uploadedAt: '2025-06-20T14:00:00.000Z' } })
  expect((await handIn(letter, 'application/pdf', firm, 'again.pdf')).body).toEqual(first.body)
  expect((await firm.get('/v1/attachments')).body).toEqual([first.body])
  const path = `/v1/attachments/${sha256Hex(letter)}`
  const read = await house.http.inject({ url: path, headers: { authorization: `Bearer ${firm.secret}` } })
  expect(read.rawPayload.equals(letter)).toBe(true)
  expect(read.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringContaining('attachment'),
  })
  const other = (await house.tenant('manufacturer', 'manufacturer-approver')).client
  expect((await other.get(path)).status).toBe(404)
  expect((await other.get('/v1/attachments')).body).toEqual([])
})

test.each([
  ['a picture called PDF', Buffer.from('\u0089PNG\r\n'), 'application/pdf', 415],
  ['a PDF that is cut off', Buffer.from('%PDF-1.7\n half'), 'application/pdf', 415],
  ['a page called otherwise', letter, 'text/html', 415],
  ['nothing', Buffer.alloc(0), 'application/pdf', 415],
  ['more than five mebibytes', Buffer.alloc(5 * 1024 * 1024 + 1, '%PDF-'), 'application/pdf', 413],
])('%s is refused and not kept', async (_what, bytes, type, status) => {
  expect((await handIn(bytes, type)).status).toBe(status)
  expect((await firm.get('/v1/attachments')).body).toEqual([])
})

test.each(['letter.exe', 'a\r\nb.pdf', `${'x'.repeat(120)}.pdf`])('the name %j is refused', async (name) => {
  expect((await handIn(letter, 'application/pdf', firm, name)).status).toBe(400)
})

test('a notice may only name a letter that its firm handed in, and keeps its hash in what is approved', async () => {
  const draft = (firmLetter: object, reference: string, client = firm) =>
    client.post('/v1/notices', { reference, content: { ...content(), firmLetter } })
  expect(await draft(named(), 'FA-1')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/content/firmLetter/sha256' }] },
  })
  await handIn()
  expect(await draft(named({ size: 7 }), 'FA-1')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/content/firmLetter/size' }] },
  })
  const stranger = (await house.tenant('manufacturer', 'manufacturer-approver')).client
  expect((await draft(named(), 'FA-9', stranger)).status).toBe(422)
  const { status, body } = await draft(named(), 'FA-1')
  expect(status).toBe(201)
  const { recallId } = body as { recallId: string }
  expect((await firm.get(`/v1/notices/${recallId}`)).body).toMatchObject({
    draft: { content: { firmLetter: named() } },
  })
})
