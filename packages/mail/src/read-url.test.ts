import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUrlReader } from './read-url.ts'

const read = createUrlReader(fetch)
const server = () =>
  createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/small' }).end()
    else if (request.url === '/small') response.end('a certificate')
    else if (request.url === '/large') response.end('x'.repeat(64 * 1024 + 1))
    else response.writeHead(404).end()
  })
let running: ReturnType<typeof server>
let base: string
beforeEach(async () => {
  running = server().listen(0, '127.0.0.1')
  await once(running, 'listening')
  base = `http://127.0.0.1:${(running.address() as AddressInfo).port}`
})
afterEach(() => running.close())

test('reads a small text', async () => {
  expect(await read(`${base}/small`)).toBe('a certificate')
})

test.each(['moved', 'large', 'absent'])('says that what is %s did not answer as it should', async (path) => {
  await expect(read(`${base}/${path}`)).rejects.toMatchObject({
    code: 'upstream-unavailable',
    retry: 'later',
  })
})
