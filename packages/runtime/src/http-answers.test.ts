import { describe, expect, it } from 'vitest'
import { createSampleServer, fill, goodBox } from './testing/sample-server.ts'
import { bearerOf } from './testing/test-server.ts'

describe('answers', () => {
  it('sends json through the reply schema, so that an unnamed field stays inside', async () => {
    const answer = await createSampleServer().inject(fill(goodBox))
    expect(answer.statusCode).toBe(201)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toEqual({ boxId: 'b1', owner: 'st-elsewhere', size: 1 })
  })

  it('sends files as attachments with a name old clients can read', async () => {
    const answer = await createSampleServer().inject({
      url: '/v1/export',
      headers: bearerOf('st-elsewhere', 'fill'),
    })
    expect(answer.body).toBe('a,b\r\n')
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="_tat _1_.csv"; filename*=UTF-8''%C3%A9tat%20%221%22.csv`,
    )
  })

  it('carries exactly the security headers on success', async () => {
    const answer = await createSampleServer().inject(fill(goodBox))
    const { 'content-length': _length, date: _date, ...headers } = answer.headers
    expect(headers).toEqual({
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy':
        'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each(['/nowhere', '/v1/faults/bug', '/v1/export', '/v1/faults/%zz'])(
    'carries the security headers on the error at %s',
    async (url) => {
      const answer = await createSampleServer().inject({ url })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(answer.headers.server).toBeUndefined()
    },
  )

  it('leaves HSTS out where the public address is plain http', async () => {
    const answer = await createSampleServer({ publicUrl: 'http://127.0.0.1:4810' }).inject({
      url: '/nowhere',
    })
    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })

  it('lets a page bring its own content security policy and cookies', async () => {
    const answer = await createSampleServer().inject({
      url: '/answers',
      cookies: { session: 'st-elsewhere' },
    })
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(answer.headers['set-cookie']).toBe(
      '__Host-session=next; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })
})
