import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { runService } from './run-service.ts'
import type { OpenedProcess, StartedService } from './service-program.ts'

const canary = 'c0'.repeat(32)

type Start = (opened: OpenedProcess) => Promise<StartedService>

/** Runs a program in a process that only writes down what is done with it. */
function run(start: Start, env: Record<string, string> = {}, args: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-process-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const signals = new EventEmitter()
  const written = { out: '', err: '' }
  const exits: number[] = []
  const host = {
    argv: ['node', 'main.ts', ...args],
    env: {
      RECALLWIRE_BACKEND: 'embedded',
      RECALLWIRE_DATA: join(folder, 'data'),
      RECALLWIRE_PORT: '0',
      RECALLWIRE_PUBLIC_URL: 'http://127.0.0.1:4800',
      RECALLWIRE_INSTALLATION_ID: 'a'.repeat(26),
      RECALLWIRE_FORWARDING_SECRET: canary,
      ...env,
    },
    pid: 0,
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    kill: () => undefined,
    exit: (code: number) => exits.push(code),
    once: signals.once.bind(signals),
    off: signals.off.bind(signals),
  }
  const settings = z.object({ RECALLWIRE_OWN: z.string().default('own') })
  const ended = runService({ name: 'sample', settings, relays: true, watches: true, start }, host)
  return {
    written,
    ended: ended.then(() => exits),
    signal: () => signals.emit('SIGTERM', 'SIGTERM'),
    url: async () => {
      await eventually('it listens or is over', () => written.out !== '' || exits.length > 0)
      return (JSON.parse(written.out) as { url: string }).url
    },
  }
}

const still: Start = async () => ({ stop: async () => undefined })

describe('a service in a process of its own', () => {
  test('says where it listens, answers for itself, and ends with 0 at a signal', async () => {
    const stopped: string[] = []
    const service = run(async () => ({ stop: async () => void stopped.push('service') }))
    const url = await service.url()
    const answers = ['/health/live', '/health/ready', '/metrics', '/openapi.json'].map((path) =>
      fetch(url + path),
    )
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('recallwire_outbox_waiting 0')
    service.signal()
    expect(await service.ended).toEqual([0])
    expect(stopped).toEqual(['service'])
    await expect(fetch(url)).rejects.toThrow()
  })

  test('ends with 1 at a fault that no retry heals, after it closed what it had opened', async () => {
    const stopped: string[] = []
    const service = run(async ({ onFault }) => {
      queueMicrotask(() => onFault(new Error('the consumer is gone')))
      return { stop: async () => void stopped.push('service') }
    })
    expect(await service.ended).toEqual([1])
    expect(stopped).toEqual(['service'])
    expect(JSON.parse(service.written.err)).toMatchObject({
      level: 'error',
      service: 'sample',
      message: 'the process ends',
      error: { message: 'the consumer is gone' },
    })
  })

  test('ends with 1 where its service does not start, and nothing listens then', async () => {
    const service = run(() => Promise.reject(new Error('no broker')))
    expect(await service.ended).toEqual([1])
    expect([service.written.out, service.written.err]).toEqual(['', expect.stringContaining('no broker')])
  })

  test('ends at a signal while it still starts', async () => {
    const service = run(() => new Promise(() => undefined))
    service.signal()
    expect(await service.ended).toEqual([0])
  })

  test('lists all problems of its settings as lines, repeats no secret and opens nothing', async () => {
    const service = run(still, { RECALLWIRE_PUBLIC_URL: '', RECALLWIRE_OWM: canary })
    expect(await service.ended).toEqual([1])
    expect(service.written.err).toBe(
      'The configuration is not usable:\n' +
        '  - RECALLWIRE_PUBLIC_URL is missing: set it\n' +
        '  - RECALLWIRE_OWM is not a setting; did you mean RECALLWIRE_OWN?\n',
    )
  })

  test('takes nothing from its command line', async () => {
    expect(await run(still, {}, ['--help']).ended).toEqual([0])
    expect(await run(still, {}, ['--port=1']).ended).toEqual([2])
  })

  test('gives the service the secret that signs, the banner of a demonstration, and real time', async () => {
    const seen: OpenedProcess[] = []
    const service = run(
      async (opened) => {
        seen.push(opened)
        return still(opened)
      },
      { RECALLWIRE_DEMONSTRATION: 'true', AWS_REGION: 'us-east-1' },
    )
    await service.url()
    service.signal()
    await service.ended
    const [opened] = seen
    expect(opened?.forwardedSecret).toEqual(Uint8Array.from(Buffer.from(canary, 'hex')))
    expect(opened?.environmentBanner?.es).toContain('Demostración')
    expect(opened?.aws.region).toBe('us-east-1')
    expect(Math.abs(Date.parse(opened?.clock.now() ?? '') - Date.now())).toBeLessThan(60_000)
  })
})
