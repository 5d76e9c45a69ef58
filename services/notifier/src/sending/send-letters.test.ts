import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { SendOutcome } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall, seedSite } from '../testing/seed-recall.ts'

let backEnd: BackEnd
let folder: string
let desk: Desk
let calls: string[]
let answer: (send: () => Promise<SendOutcome>) => Promise<SendOutcome>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  const mailer = await openFolderMailer(folder)
  calls = []
  answer = (send) => send()
  desk = createDesk(backEnd, {
    ...mailer,
    send: (mail, signal) => {
      calls.push(mail.letterId)
      return answer(() => mailer.send(mail, signal))
    },
  })
  const sites = []
  for (let index = 1; index <= 40; index += 1) sites.push(await seedSite(backEnd, index))
  await desk.say('recallwire.notice-published.v1', publishedData(revision, sites))
  await desk.deliver()
  desk.pass(60_000)
  while ((await desk.takeSteps()) === 'busy');
  await desk.deliver()
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

test('two workers share a queue and send each letter once', async () => {
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
})

test.each([
  ['account', 30_000],
  ['later', 1_000],
] as const)(
  'a refusal that concerns every letter (%s) spares the tries of the rest for %i ms',
  async (scope, pauseMs) => {
    answer = async () => ({ kind: 'refused', scope, reason: 'not now' })
    const sender = desk.createSender()
    await sender.round()
    desk.pass(pauseMs - 1)
    expect(await sender.round()).toBe('idle')
    expect(calls).toHaveLength(16)
    answer = (send) => send()
    desk.pass(1)
    expect(await sender.round()).toBe('busy')
    expect(calls.length).toBeGreaterThan(16)
  },
)
