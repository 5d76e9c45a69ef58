import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describeWebhookCaller } from '@recallwire/ports/contracts/webhook-caller-contract.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createWebhookCaller } from './webhook-caller.ts'

const { signal } = new AbortController()
const message = { headers: { 'content-type': 'application/json' }, body: '{}' }

describeWebhookCaller('by Node’s client', (limitMs) =>
  createWebhookCaller({ privateAddresses: 'allow', limitMs }),
)

describe('a webhook caller that refuses what is not public', () => {
  let calls = 0
  const server = () =>
    createServer((_request, response) => {
      calls += 1
      response.end()
    })
  let running: ReturnType<typeof server>
  let port: number
  beforeEach(async () => {
    calls = 0
    running = server().listen(0)
    await once(running, 'listening')
    port = (running.address() as AddressInfo).port
  })
  afterEach(() => running.close())

  const caller = createWebhookCaller({ privateAddresses: 'refuse' })

  test.each([
    ['an address of this machine', () => `https://127.0.0.1:${port}/`],
    ['the same in other digits', () => `https://2130706433:${port}/`],
    ['the same in hexadecimal', () => `https://0x7f.1:${port}/`],
    ['the same in IPv6', () => `https://[::1]:${port}/`],
    ['the same mapped into IPv6', () => `https://[::ffff:127.0.0.1]:${port}/`],
    ['a name that leads to this machine', () => `https://localhost:${port}/`],
    ['the metadata service of a cloud', () => 'https://169.254.169.254/latest/meta-data'],
    ['an address without encryption', () => `http://recalls.example.org:${port}/`],
    ['an address with a password', () => 'https://user:secret@recalls.example.org/'],
  ])('does not call %s', async (_what, url) => {
    const answer = await caller.post({ ...message, url: url() }, signal)
    expect(answer.kind).toBe('failed')
    expect(calls).toBe(0)
    if (answer.kind === 'failed')
      expect(answer.because).toMatch(/not of the public internet|only https|password/)
  })
})
