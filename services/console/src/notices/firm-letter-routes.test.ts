import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, publicUrl, start } from '../testing/open-console.ts'
import { content, recallId, recallView } from '../testing/sample-recall.ts'
import { published, serveSample } from '../testing/serve-sample.ts'
import { fieldsOfContent } from './fields-of-content.ts'

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

const letterOf = (digit: string) => ({
  fileName: `Letter ${digit}.pdf`,
  sha256: digit.repeat(64),
  size: 4_096,
})
const [first, second] = [letterOf('a'), letterOf('b')]
const handedIn = [second, first].map((letter) => ({ ...letter, uploadedAt: start }))

const boundary = 'form-boundary'
const field = (name: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, bytes: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n${bytes}\r\n`

const handIn = async (cookie: string, letter: string) =>
  site.http.inject({
    method: 'POST',
    url: '/firm-letters',
    headers: { cookie, origin: publicUrl, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${field('token', await site.tokenOf(cookie))}${field('key', 'key-1')}${letter}--${boundary}--\r\n`,
  })

describe('an original letter of the firm', () => {
  test('is handed in under its own name, byte by byte', async () => {
    site.api.on('POST /v1/attachments', { status: 201, body: handedIn[1] })
    const answer = await handIn(await site.signIn('editor'), file('Letter a.pdf', '%PDF-1.7 %%EOF'))
    expect(answer.headers.location).toBe('/firm-letters?notice=firm-letter-handed-in')
    const sent = site.api.last('POST')
    expect(sent.query.get('fileName')).toBe('Letter a.pdf')
    expect(sent.headers).toMatchObject({ 'content-type': 'application/pdf', 'idempotency-key': 'key-1' })
    expect(sent.body).toBe('%PDF-1.7 %%EOF')
  })

  test.each([
    [
      415,
      { title: 'The file is not a PDF', detail: 'It is cut off.' },
      'The file is not a PDF. It is cut off.',
    ],
    [
      400,
      { title: 'Bad query', errors: [{ pointer: '/fileName', detail: 'must end in .pdf' }] },
      'The name of the file must end in .pdf.',
    ],
  ])('that is refused (%i) says why beside the file', async (status, problem, said) => {
    site.api.on('POST /v1/attachments', { status, body: { ...problem, status } })
    const answer = await handIn(await site.signIn('editor'), file('Letter a.txt', 'x'))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('that was not chosen is asked for, and the API is not asked', async () => {
    const answer = await handIn(await site.signIn('editor'), '')
    expect(answer.body).toContain('Choose the letter as PDF.')
    expect(site.api.asked.some(({ method }) => method === 'POST')).toBe(false)
  })

  test('is listed for its firm alone', async () => {
    site.api.on('GET /v1/attachments', { body: handedIn })
    const { body } = await site.get('/firm-letters', await site.signIn('editor'))
    expect(body.indexOf('Letter b.pdf')).toBeLessThan(body.indexOf('Letter a.pdf'))
    expect((await site.get('/firm-letters', await site.signIn('manager'))).statusCode).toBe(403)
  })
})

describe('a notice', () => {
  const sample = fieldsOfContent(content)
  const filled = Object.fromEntries(sample.names.map((name) => [name, sample.text(name)]))
  const revisions = `POST /v1/notices/${recallId}/revisions`
  const revise = `/recalls/${recallId}/revise`
  const sentContent = () => JSON.parse(site.api.last('POST').body).content

  beforeEach(() => {
    site.api.on('GET /v1/attachments', { body: handedIn })
    site.api.on('POST /v1/notices', {
      status: 201,
      body: { ...published, status: 'draft', waiting: 'draft' },
    })
    site.api.on(revisions, { status: 201, body: { ...published, waiting: 'draft' } })
  })

  test('names the letter that was chosen, by its hash', async () => {
    const choice = { ...filled, reference: 'FA-2031-008', 'firm-letter': first.sha256 }
    await site.submit('/notices/new', await site.signIn('editor'), choice)
    expect(sentContent().firmLetter).toEqual(first)
  })

  test('keeps its letter through a revision, takes another, or none', async () => {
    const named = { ...content, firmLetter: first }
    site.api.on(`GET /v1/recalls/${recallId}`, { body: recallView({ content: named }) })
    const cookie = await site.signIn('editor')
    expect((await site.get(revise, cookie)).body).toContain(`<option value="${first.sha256}" selected>`)
    const fields = { ...filled, kind: 'correct', basedOn: '1' }
    for (const [choice, letter] of [
      [first.sha256, first],
      [second.sha256, second],
      ['', undefined],
    ] as const) {
      expect((await site.submit(revise, cookie, { ...fields, 'firm-letter': choice })).statusCode).toBe(303)
      expect(sentContent().firmLetter).toEqual(letter)
    }
  })

  test('that names a letter nobody handed in is not sent', async () => {
    const answer = await site.submit('/notices/new', await site.signIn('editor'), {
      ...filled,
      'firm-letter': 'c'.repeat(64),
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('This letter is not on record')
    expect(site.api.asked.some(({ method }) => method === 'POST')).toBe(false)
  })
})
