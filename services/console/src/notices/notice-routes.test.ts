import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { content, recallId } from '../testing/sample-recall.ts'
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

const sample = fieldsOfContent(content)
const filled = Object.fromEntries(sample.names.map((name) => [name, sample.text(name)]))

describe('drafting a notice', () => {
  test('sends what was typed and leads on to whom it would reach', async () => {
    site.api.on('POST /v1/notices', {
      status: 201,
      body: { ...published, status: 'draft', revision: 0, waiting: 'draft' },
    })
    const answer = await site.submit('/notices/new', await site.signIn('editor'), {
      ...filled,
      reference: 'FA-2031-008',
    })
    expect(answer.headers.location).toBe(`/recalls/${recallId}/reach?notice=draft-saved`)
    const sent = JSON.parse(site.api.last('POST').body)
    expect(sent).toMatchObject({
      reference: 'FA-2031-008',
      content: { title: content.title, recallClass: null },
    })
  })

  test('keeps every value and shows each finding beside its field', async () => {
    site.api.on('POST /v1/notices', {
      status: 422,
      body: {
        title: 'The notice is not acceptable',
        status: 422,
        errors: [{ pointer: '/content/products/0/dis/0', detail: 'the check digit is wrong' }],
      },
    })
    const answer = await site.submit('/notices/new', await site.signIn('editor'), filled)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('>Product 1, dis: Entry 1: the check digit is wrong</a>')
    expect(answer.body).toContain('id="product-0-dis-error"')
    expect(answer.body).toContain('700100\n700101\n700102')
  })

  test('carries a new key after a refusal, because the same key with another text would be refused', async () => {
    site.api.on('POST /v1/notices', { status: 400, body: { title: 'No', status: 400 } })
    const cookie = await site.signIn('editor')
    const keyOf = (body: string) => /name="key" value="([^"]+)"/.exec(body)?.[1]
    const [first, second] = [
      await site.submit('/notices/new', cookie, filled),
      await site.submit('/notices/new', cookie, filled),
    ]
    expect(keyOf(first.body)).not.toBe(keyOf(second.body))
  })

  test('is closed to a facility', async () => {
    expect((await site.get('/notices/new', await site.signIn('manager'))).statusCode).toBe(403)
  })
})

describe('revising a notice', () => {
  const path = `/recalls/${recallId}/revise`

  test('starts from what is published and names the revision it is based on', async () => {
    const revisions = `POST /v1/notices/${recallId}/revisions`
    site.api.on(revisions, { status: 201, body: { ...published, waiting: 'draft' } })
    const cookie = await site.signIn('editor')
    const page = await site.get(path, cookie)
    expect(page.body).toContain('value="Lumenta infusion pumps may run the wrong software"')
    const fields = { ...filled, kind: 'expand', basedOn: '1', 'product-0-marks': '700100\n700999' }
    expect((await site.submit(path, cookie, fields)).statusCode).toBe(303)
    const sent = site.api.last('POST')
    expect(sent.headers['if-match']).toBe('"1"')
    const body = JSON.parse(sent.body)
    expect(body.content.products[0].units).toEqual({ serials: ['700100', '700999'] })
    expect(body.content.sources).toHaveLength(2)
  })

  test('asks what it is for, and asks the API nothing before', async () => {
    const answer = await site.submit(path, await site.signIn('editor'), { ...filled, basedOn: '1' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Say what the revision is for')
    expect(site.api.asked.some((one) => one.method === 'POST')).toBe(false)
  })

  test('can ask to close, with a reason', async () => {
    site.api.on(`POST /v1/notices/${recallId}/revisions`, {
      status: 201,
      body: { ...published, waiting: 'closing' },
    })
    const cookie = await site.signIn('approver')
    const close = `/recalls/${recallId}/close`
    expect((await site.submit(close, cookie, { ending: 'terminate', basedOn: '1' })).statusCode).toBe(422)
    await site.submit(close, cookie, {
      ending: 'terminate',
      'ending-reason': 'All accounted for',
      basedOn: '1',
    })
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ kind: 'terminate', reason: 'All accounted for' })
  })
})
