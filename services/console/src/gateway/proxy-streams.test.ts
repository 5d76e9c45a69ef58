import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { describe, expect, test } from 'vitest'
import { openOwner, openPublic, openService } from '../testing/open-gateway.ts'

describe('a long body', () => {
  test('is taken no faster than the owner reads it', async () => {
    const mebibyte = Buffer.alloc(1024 * 1024, 'x')
    let begin: (() => void) | undefined
    const read = Promise.withResolvers<number>()
    const owner = await openOwner((request, response) => {
      request.pause()
      begin = () => {
        buffer(request).then(({ length }) => {
          read.resolve(length)
          response.end()
        }, read.reject)
      }
    })
    const url = await openPublic(owner)
    let given = 0
    const body = new Readable({
      read() {
        if (given === 64) this.push(null)
        else {
          given += 1
          this.push(mebibyte)
        }
      },
    })
    const asked = httpRequest(`${url}/v1/devices/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    })
    body.pipe(asked)
    const answered = once(asked, 'response')
    await eventually('the owner was asked', () => begin !== undefined)
    await eventually('the sender has to wait', async () => {
      const before = given
      await new Promise((resolve) => setTimeout(resolve, 100))
      return given === before
    })
    expect(given).toBeLessThan(40)
    begin?.()
    expect(await read.promise).toBe(64 * 1024 * 1024)
    await answered
  })

  test.each([
    ['whom he does not know', 'Bearer rw_unknown', 5_000_000, 401],
    ['of which he takes less', 'Bearer rw_known', 5_000_000, 413],
    ['that he takes', 'Bearer rw_known', 900_000, 202],
  ])('from a caller %s is answered as the owner does', async (_what, authorization, length, status) => {
    const url = await openPublic(await openService())
    const answer = await fetch(`${url}/v1/devices/import`, {
      method: 'POST',
      body: 'x'.repeat(length),
      headers: { 'content-type': 'text/csv', authorization },
    })
    expect([answer.status, await answer.json()]).toEqual([status, expect.anything()])
  })

  test('ends at the owner when the caller goes away, and so does a long answer', async () => {
    const ends: string[] = []
    const endless = new PassThrough()
    const owner = await openOwner((request, response) => {
      request.on('error', () => undefined).on('close', () => ends.push(request.method ?? ''))
      if (request.method === 'GET') endless.pipe(response)
    })
    const url = await openPublic(owner)
    const upload = new AbortController()
    const body = new ReadableStream({ start: (control) => control.enqueue(Buffer.from('begun')) })
    const sending = fetch(`${url}/v1/devices/import`, {
      method: 'POST',
      body,
      duplex: 'half',
      signal: upload.signal,
      headers: { 'content-type': 'text/csv' },
    })
    sending.catch(() => undefined)
    const download = new AbortController()
    endless.write('begun')
    const answer = await fetch(`${url}/v1/ledger/bundle`, { signal: download.signal })
    await answer.body?.getReader().read()
    upload.abort()
    download.abort()
    await eventually('the owner sees both end', () => ends.length === 2)
  })
})
