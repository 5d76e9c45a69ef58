import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import { createSesMailer, type SesMailer } from '@recallwire/mail/ses-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LocalSes, startLocalSes } from '../../../../infra/ses/src/local-ses.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { english } from '../language/english.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import {
  coordinator,
  facilityId,
  organisationId,
  publishedAt,
  revision,
} from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall } from '../testing/seed-recall.ts'

let backEnd: BackEnd
let ses: LocalSes
let mailer: SesMailer
let desk: Desk

beforeEach(async () => {
  ses = await startLocalSes()
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  mailer = createSesMailer({
    region: 'us-east-1',
    endpoint: ses.url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    from: 'recalls@example.org',
  })
  desk = createDesk(backEnd, mailer)
  const addressed = [{ accountNumber: 'A1', facilityId, organisationId }]
  await desk.say('recallwire.notice-published.v1', publishedData(revision, addressed))
  await desk.deliver()
  desk.pass(60_000)
  await desk.takeSteps()
  await desk.deliver()
})
afterEach(async () => {
  mailer.close()
  await backEnd.close()
  await ses.stop()
})

const letter = async () => {
  const [first] = await desk.letters(caseId)
  if (first === undefined) throw new Error('no letter was queued')
  return first
}

test('an accepted letter carries its id and attempt as tags', async () => {
  await desk.createSender().round()
  const sent = await letter()
  const [received, ...more] = ses.received()
  expect(more).toEqual([])
  expect(received?.destinations).toEqual(['recalls@lakeside.example.org'])
  expect(received?.tags).toEqual({ kind: 'initial', caseId, letterId: sent.letterId, attempt: '1' })
  expect(sent).toMatchObject({ state: 'sent', providerId: received?.messageId })
})

test('a lost answer is waited out, and the repeat is marked and recorded', async () => {
  ses.respondWith(['reset-after-accept'])
  await desk.createSender().round()
  expect(await letter()).toMatchObject({ state: 'unknown', possibleRepeat: false })
  desk.pass(599_000)
  expect(await desk.settle()).toBe('idle')
  await desk.createSender().round()
  expect(ses.received()).toHaveLength(1)
  desk.pass(1_000)
  expect(await desk.settle()).toBe('busy')
  await desk.createSender().round()
  const sent = await letter()
  expect(sent).toMatchObject({ state: 'sent', attempts: 2, possibleRepeat: true })
  const [first, second] = ses.received().map(({ mime }) => mime)
  expect(sha256Hex(first ?? new Uint8Array())).toBe(sent.mimeHash)
  const [before, after] = [await parse(first), await parse(second)]
  expect(after.headers).toContainEqual({ name: 'X-Recallwire-Possible-Repeat', value: 'yes' })
  expect(after.headers.filter(({ name }) => !name.includes('Possible-Repeat'))).toEqual(before.headers)
  expect(after.text).toBe(`${english.repeat}\n\n${before.text}`)
  expect(after.html.replace(`<p>${english.repeat}</p>`, '')).toBe(before.html)
  expect(after.html).toMatch(/<body[^>]*><p>You may/)
  await desk.deliver()
  const repeats = desk.seen.filter(({ data }) => JSON.stringify(data).includes('"possibleRepeat":true'))
  expect(repeats).toHaveLength(1)
})

async function parse(mime: Uint8Array | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  const { letterId } = await letter()
  await writeFile(join(folder, `${letterId}.eml`), mime ?? '')
  const read = await readLetter(folder, letterId)
  await rm(folder, { recursive: true })
  if (read === undefined) throw new Error('the letter cannot be read back')
  return read
}

test('a throttled letter goes again, slower, and is not marked', async () => {
  ses.respondWith(['throttle'])
  const sender = desk.createSender()
  await sender.round()
  expect(await letter()).toMatchObject({ state: 'pending', attempts: 1 })
  expect(await sender.round()).toBe('idle')
  desk.pass(2_000)
  await sender.round()
  expect(await letter()).toMatchObject({ state: 'sent', possibleRepeat: false })
})

test('a letter that keeps being refused is stuck within five minutes, and the firm is asked to phone', async () => {
  ses.respondWith(() => 'throttle')
  const sender = desk.createSender()
  let waited = 0
  while ((await letter()).state !== 'stuck' && waited < 600) {
    await sender.round()
    desk.pass(1_000)
    waited += 1
  }
  expect(waited).toBeLessThanOrEqual(300)
  await desk.deliver()
  const [on] = await desk.cases()
  expect(on?.letters[0]?.stuckBecause).toBeDefined()
  expect(on?.tasks).toHaveLength(1)
})

test('an address the mail service will never take is stuck at once', async () => {
  ses.respondWith(['invalid-address'])
  await desk.createSender().round()
  expect(await letter()).toMatchObject({ state: 'stuck', attempts: 1 })
})

test('a name that cannot stand in a header is stuck, and nothing is sent', async () => {
  const stored = await backEnd.directory.contacts.get(coordinator.contactId)
  await backEnd.directory.contacts.save({
    id: coordinator.contactId,
    expectedVersion: stored?.version ?? 0,
    next: { ...coordinator, name: '=?utf-8?q?Dana?=' },
    events: [],
  })
  await desk.createSender().round()
  expect(await letter()).toMatchObject({ state: 'stuck', because: expect.stringContaining('to.name') })
  expect(ses.requests()).toBe(0)
})

test('a paused account holds the queue instead of using up its tries', async () => {
  ses.respondWith(() => 'paused')
  const sender = desk.createSender()
  for (let second = 0; second < 120; second += 1) {
    await sender.round()
    desk.pass(1_000)
  }
  expect(ses.requests()).toBeLessThan(5)
  ses.respondWith([])
  desk.pass(900_000)
  await sender.round()
  expect(await letter()).toMatchObject({ state: 'sent' })
})
