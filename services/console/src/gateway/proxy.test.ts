import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { closedAddress, openOwner, openPublic } from '../testing/open-gateway.ts'

describe('a request to the API of another process', () => {
  test('arrives with its address, credential and body, and says who asked', async () => {
    const seen: { line: string; headers: IncomingMessage['headers']; body: string }[] = []
    const owner = await openOwner(async (request, response) => {
      const { method, url, headers } = request
      seen.push({ line: `${method} ${url}`, headers, body: await text(request) })
      response.writeHead(201, { 'content-type': 'application/json; charset=utf-8' }).end('{"done":true}')
    })
    const url = await openPublic(owner)
    const answer = await fetch(`${url}/v1/notices?note=a%20b`, {
      method: 'POST',
      body: '{"a":1}',
      headers: {
        authorization: 'Bearer rw_key',
        'content-type': 'application/json',
        'idempotency-key': 'k-1',
        cookie: '__Host-recallwire=session',
        'x-forwarded-for': '203.0.113.9, 198.51.100.7',
        'x-forwarded-host': 'evil.example.org',
        forwarded: 'for=192.0.2.1',
      },
    })
    expect([answer.status, await answer.text()]).toEqual([201, '{"done":true}'])
    const [{ line, headers, body } = {}] = seen
    expect([line, body]).toEqual(['POST /v1/notices?note=a%20b', '{"a":1}'])
    expect(headers).toMatchObject({
      host: new URL(url).host,
      authorization: 'Bearer rw_key',
      'idempotency-key': 'k-1',
      // The last that a proxy we trust did not write itself.
      'x-forwarded-for': '198.51.100.7',
    })
    for (const name of ['cookie', 'forwarded', 'x-forwarded-host']) expect(headers).not.toHaveProperty(name)
  })

  test('is answered with what the owner said: status, type, headers and bytes, and no cookie', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251)
    const owner = await openOwner((_request, response) => {
      response.writeHead(418, {
        'content-type': 'application/octet-stream',
        'content-length': bytes.length,
        'content-disposition': 'attachment; filename="a.bundle"',
        'content-security-policy': "default-src 'none'; sandbox",
        'retry-after': '7',
        'set-cookie': 'planted=1',
        connection: 'x-of-this-hop',
        'x-of-this-hop': '1',
      })
      response.end(bytes)
    })
    const url = await openPublic(owner)
    const answer = await fetch(`${url}/v1/ledger/bundle`)
    expect(answer.status).toBe(418)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '70000',
      'content-disposition': 'attachment; filename="a.bundle"',
      'content-security-policy': "default-src 'none'; sandbox",
      'retry-after': '7',
    })
    expect([answer.headers.get('set-cookie'), answer.headers.get('x-of-this-hop')]).toEqual([null, null])
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('to an address that no owner has is not found, and one with another method is not allowed', async () => {
    const url = await openPublic(await closedAddress())
    expect((await fetch(`${url}/v1/nothing`)).status).toBe(404)
    const answer = await fetch(`${url}/v1/ledger/bundle`, { method: 'POST' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test('goes to each process in turns, and past one that is gone, body and all', async () => {
    const taken: string[] = []
    const take = (name: string) =>
      openOwner(async (request, response) => {
        taken.push(`${name} ${await text(request)}`)
        response.end()
      })
    const url = await openPublic(await take('one'), await closedAddress(), await take('three'))
    for (const body of ['a', 'b', 'c', 'd']) {
      const answer = await fetch(`${url}/v1/devices/import`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/csv' },
      })
      expect(answer.status).toBe(200)
    }
    expect(taken).toEqual(['one a', 'three b', 'three c', 'one d'])
  })

  test('is asked again where a kept connection was closed at the other end', async () => {
    let closeIt: (() => void) | undefined
    const owner = await openOwner((request, response) => {
      closeIt = () => request.socket.destroy()
      response.end('here')
    })
    const url = await openPublic(owner)
    const ask = async () => (await fetch(`${url}/v1/gaps`)).text()
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await ask()).toBe('here')
      closeIt?.()
    }
  })

  test('is answered 503 where nobody listens, and where the answer breaks off before it begins', async () => {
    const url = await openPublic(await closedAddress())
    const gone = await fetch(`${url}/v1/gaps`)
    expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await gone.json()).toMatchObject({ type: 'urn:recallwire:problem:upstream-unavailable' })
    let asked = 0
    const owner = await openOwner((request) => {
      asked += 1
      request.resume().on('end', () => request.socket.destroy())
    })
    const other = await openPublic(owner, owner)
    const post = await fetch(`${other}/v1/notices`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    // It may have taken effect: whether to ask again is for the caller, who has the key for it.
    expect([post.status, asked]).toEqual([503, 1])
  })
})
