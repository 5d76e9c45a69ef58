import { describe, expect, it } from 'vitest'
import { createSampleServer, fill, goodBox } from './testing/sample-server.ts'
import { bearerOf } from './testing/test-server.ts'

describe('bad input', () => {
  it('names every field at fault by its pointer', async () => {
    const answer = await createSampleServer().inject(
      fill({ size: 'big', items: [{ name: 'a', colour: 'red' }, {}], 'a/b': 1 }),
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json()).toMatchObject({
      type: 'urn:recallwire:problem:body-invalid',
      status: 400,
      title: 'The body is not acceptable',
    })
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '/size', detail: expect.stringContaining('expected') },
        {
          pointer: '/items/0/colour',
          detail: 'This field is not known here; remove it or correct its name.',
        },
        { pointer: '/items/1/name', detail: 'This field is required.' },
        { pointer: '/a~1b', detail: 'This field is not known here; remove it or correct its name.' },
      ]),
    )
    expect(answer.json().errors).toHaveLength(4)
  })

  it.each([
    ['broken json', '{"size": 1', 'The body is not JSON'],
    ['an empty body', '', 'The body is empty'],
    ['a prototype name', '{"size":1,"items":[],"__proto__":{"admin":true}}', 'The body has a forbidden name'],
    [
      'a nested prototype name',
      '{"size":1,"items":[{"name":{"constructor":{}}}]}',
      'The body has a forbidden name',
    ],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'The body is nested too deeply'],
    ['a very deep body', '['.repeat(200_000) + ']'.repeat(200_000), 'The body is nested too deeply'],
  ])('refuses %s', async (_name, payload, title) => {
    const answer = await createSampleServer().inject(fill(payload))
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ title, type: 'urn:recallwire:problem:body-unreadable' })
  })

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await createSampleServer().inject({
      ...fill(''),
      payload: Buffer.from([0x22, 0xff, 0x22]),
    })
    expect(answer.json()).toMatchObject({ status: 400, title: 'The body is not JSON' })
  })

  it('asks for a body where the schema wants one', async () => {
    const { method, url } = fill('')
    const answer = await createSampleServer().inject({
      method,
      url,
      headers: bearerOf('st-elsewhere', 'fill'),
    })
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '', detail: 'This field is required.' }],
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses %s where json is read',
    async (type) => {
      const answer = await createSampleServer().inject(fill(goodBox, { 'content-type': type }))
      expect(answer.statusCode).toBe(415)
      expect(answer.headers['content-type']).toBe('application/problem+json')
    },
  )

  it('refuses a body above the limit', async () => {
    const answer = await createSampleServer().inject(fill({ ...goodBox, filler: 'x'.repeat(1024 * 1024) }))
    expect(answer.json()).toMatchObject({ status: 413, title: 'The body is too large' })
  })

  it('refuses a streamed body above the limit of its route, and takes one below', async () => {
    const server = createSampleServer()
    const send = (payload: string) =>
      server.inject({ ...fill(payload, { 'content-type': 'application/x-ndjson' }), url: '/v1/lines' })
    expect((await send('x'.repeat(65))).statusCode).toBe(413)
    expect((await send('x'.repeat(64))).json()).toEqual({ bytes: 64 })
  })

  it('names a bad query and a bad path', async () => {
    const server = createSampleServer()
    const query = await server.inject({ ...fill(goodBox), url: '/v1/boxes/b1?limit=many&order=up' })
    expect(query.json()).toMatchObject({
      title: 'The query is not acceptable',
      errors: [{ pointer: '/limit' }, { pointer: '/order' }],
    })
    const path = await server.inject({ ...fill(goodBox), url: '/v1/boxes/B%20' })
    expect(path.json()).toMatchObject({
      title: 'The path is not acceptable',
      errors: [{ pointer: '/boxId' }],
    })
  })

  it.each([
    '/v1/boxes/..%2f..%2fetc%2fpasswd',
    '/v1/boxes/%2e%2e%2fadmin',
    '/v1/boxes/../../etc/passwd',
    '/v1//boxes/b1',
  ])('reaches nothing by the path %s', async (url) => {
    const answer = await createSampleServer().inject({ ...fill(goodBox), url })
    expect([400, 404]).toContain(answer.statusCode)
  })

  it('says 405 and what is allowed where only the method is wrong', async () => {
    const answer = await createSampleServer().inject({ method: 'DELETE', url: '/v1/boxes/b1' })
    expect(answer.statusCode).toBe(405)
    expect(answer.headers.allow).toBe('POST')
    expect((await createSampleServer().inject({ url: '/v1/nothing' })).json()).toMatchObject({ status: 404 })
  })

  it('refuses an address it cannot decode', async () => {
    expect((await createSampleServer().inject({ url: '/v1/faults/%zz' })).json()).toMatchObject({
      status: 400,
      title: 'The address is malformed',
    })
  })
})
