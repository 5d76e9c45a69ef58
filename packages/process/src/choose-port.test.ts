import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { choosePort } from './choose-port.ts'

describe('the port', () => {
  test('is the one asked for', async () => {
    expect(await choosePort(4810, '127.0.0.1')).toBe(4810)
  })

  test('is a free one for 0', async () => {
    const port = await choosePort(0, '127.0.0.1')
    const server = createServer()
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
    await new Promise((resolve) => server.close(resolve))
    expect(port).toBeGreaterThan(0)
  })
})
