import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@recallwire/ports/clock.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { expect, test } from 'vitest'
import { embeddedConfigSchema } from './config.ts'
import { startRecallwire } from './start.ts'

/** What `/r/…` may be asked for in a minute by one address. */
const mostPages = 120

/** The status that a second hospital gets when a first one behind the same proxy has used up its pages of this minute. */
async function statusOfTheSecond(trusted: string): Promise<number> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'recallwire-proxies-'))
  const running = await startRecallwire({
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    config: embeddedConfigSchema.parse({ RECALLWIRE_TRUSTED_PROXIES: trusted }),
    aws: { region: undefined, endpoint: undefined },
    clock: systemClock,
    realNow: systemClock.now,
    random: randomBytes,
    logger: createLogger({ level: 'silent' }),
    environmentBanner: undefined,
  })
  const ask = async (address: string) => {
    const headers = { 'x-forwarded-for': address }
    const answer = await fetch(`${running.baseUrl}/r/nothing`, { headers })
    await answer.body?.cancel()
    return answer.status
  }
  try {
    for (let page = 0; page < mostPages; page += 1) await ask('192.0.2.1')
    expect(await ask('192.0.2.1')).toBe(429)
    return await ask('192.0.2.2')
  } finally {
    await running.lifecycle.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

test('hospitals behind a proxy that is trusted each have pages of their own', async () => {
  expect(await statusOfTheSecond('loopback')).not.toBe(429)
})

test('whoever forges a forwarded address without a trusted proxy gains nothing', async () => {
  expect(await statusOfTheSecond('')).toBe(429)
})
