import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk } from '../testing/create-desk.ts'
import { publishedData, seedRecall, seedSite } from '../testing/seed-recall.ts'

test('two workers share a queue and send each letter once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  const mailer = await openFolderMailer(folder)
  const calls: string[] = []
  const desk = createDesk(backEnd, {
    ...mailer,
    send: (mail, signal) => {
      calls.push(mail.letterId)
      return mailer.send(mail, signal)
    },
  })
  const sites = []
  for (let index = 1; index <= 40; index += 1) sites.push(await seedSite(backEnd, index))
  await desk.say('recallwire.notice-published.v1', publishedData(revision, sites))
  await desk.deliver()
  desk.pass(60_000)
  while ((await desk.takeSteps()) === 'busy');
  await desk.deliver()
  const workers = [desk.createSender(), desk.createSender()]
  const drain = async ({ round }: (typeof workers)[number]) => {
    let rounds = 0
    while ((await round()) === 'busy') rounds += 1
    return rounds
  }
  const rounds = await Promise.all(workers.map(drain))
  expect(Math.min(...rounds)).toBeGreaterThan(0)
  expect(calls).toHaveLength(40)
  expect(new Set(calls).size).toBe(40)
  expect(await readdir(folder)).toHaveLength(40)
  await backEnd.close()
  await rm(folder, { recursive: true })
})
