import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readConfig } from '@recallwire/runtime/config.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { startLoop } from '@recallwire/runtime/loop.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { notifierConfigSchema } from './config.ts'
import { pump } from './letters/testing/sample-case.ts'
import { firmOrganisationId } from './letters/testing/sample-recall.ts'
import { startNotifier } from './start.ts'
import { createDesk } from './testing/create-desk.ts'
import { matchedData, publishedData, seedRecall } from './testing/seed-recall.ts'

const realNow = () => new Date().toISOString()

test('once started, a match becomes a letter by itself, and stopping ends every loop', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const backEnd = await openEmbedded({ file: ':memory:', realNow, pollMs: 10 })
  await seedRecall(backEnd)
  const mailer = await openFolderMailer(folder)
  const [logger, metrics] = [createLogger({ level: 'silent' }), createMetrics()]
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const relay = startLoop({
    name: 'relay',
    idleMs: 10,
    run: async () => ((await backEnd.outbox.relay(100)) > 0 ? 'busy' : 'idle'),
    onError: onFault,
    logger,
  })
  const notifier = await startNotifier({
    backEnd,
    readUrl: async (url) => {
      throw new Error(`${url} is not to be read`)
    },
    mailer,
    webhook: {
      post: async ({ url }) => {
        throw new Error(`${url} is not to be called`)
      },
    },
    http: { add: () => undefined },
    clock: { now: realNow },
    realNow,
    random: (bytes) => randomBytes(bytes),
    installationId: firmOrganisationId,
    linkSecret: randomBytes(32),
    logger,
    metrics,
    config: { ...notifierConfigSchema.parse({}), RECALLWIRE_GATHER_MS: 0 },
    onFault,
  })
  const { say } = createDesk(backEnd, mailer)
  await say('recallwire.notice-published.v1', publishedData())
  await say('recallwire.units-matched.v1', matchedData([pump], 'device'))
  await expect.poll(() => readdir(folder), { timeout: 10_000 }).toHaveLength(1)
  await expect.poll(() => metrics.render()).toContain('recallwire_letter_events_total{kind="LetterSent"} 1')
  await notifier.stop()
  await relay.stop()
  await backEnd.close()
  await rm(folder, { recursive: true })
  expect(faults).toEqual([])
})

test('settings that cannot work stop the start and are all named', () => {
  const env = {
    RECALLWIRE_PUBLIC_URL: 'ftp://recalls.example.org',
    RECALLWIRE_MAIL_FROM: 'Recalls <recalls@example.org>',
    RECALLWIRE_GATHER_MS: 'soon',
  }
  expect(() => readConfig(notifierConfigSchema, env)).toThrow(
    /RECALLWIRE_PUBLIC_URL.*\n.*RECALLWIRE_MAIL_FROM.*\n.*RECALLWIRE_GATHER_MS/,
  )
  const { RECALLWIRE_PUBLIC_URL } = readConfig(notifierConfigSchema, {
    RECALLWIRE_PUBLIC_URL: 'https://recalls.example.org/',
  })
  expect(RECALLWIRE_PUBLIC_URL).toBe('https://recalls.example.org')
})
