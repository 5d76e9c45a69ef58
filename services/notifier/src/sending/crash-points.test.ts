import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Mailer, OutgoingMail } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import {
  facilityId,
  notice,
  organisationId,
  publishedAt,
  revision,
} from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, saveNotice, seedRecall } from '../testing/seed-recall.ts'
import { createLetterSender } from './send-letters.ts'

let backEnd: BackEnd
let folder: string
let desk: Desk
/** What a process does around its call; a test replaces it to stop one there. */
let around: (mail: OutgoingMail, send: () => ReturnType<Mailer['send']>) => ReturnType<Mailer['send']>

const died = new Error('the process was killed')
const pastLease = 31_000

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  const mailer = await openFolderMailer(folder)
  around = (_mail, send) => send()
  await seedRecall(backEnd)
  desk = createDesk(backEnd, {
    ...mailer,
    send: (mail, signal) => around(mail, () => mailer.send(mail, signal)),
  })
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

async function queueInitial(addressed = [{ accountNumber: 'A1', facilityId, organisationId }]) {
  await desk.say('recallwire.notice-published.v1', publishedData(revision, addressed))
  await desk.deliver()
  desk.pass(60_000)
  while ((await desk.takeSteps()) === 'busy');
  await desk.deliver()
}
const letter = async () => {
  const [first] = await desk.letters(caseId)
  if (first === undefined) throw new Error('no letter was queued')
  return first
}
const settleAll = async () => {
  while ((await desk.settle()) === 'busy');
}
const mailed = async () => (await readdir(folder)).filter((name) => name.endsWith('.eml'))
const fileHash = async () => sha256Hex(await readFile(join(folder, `${(await letter()).letterId}.eml`)))

describe('a worker that dies', () => {
  test('after the claim leaves the letter to the next one', async () => {
    await queueInitial()
    await backEnd.letters.claim({ owner: 'dead', now: publishedAt, leaseUntil: desk.deps.realNow() }, 16)
    expect(await desk.createSender().round()).toBe('idle')
    desk.pass(pastLease)
    await settleAll()
    expect(await letter()).toMatchObject({ state: 'pending', attempts: 1 })
    await desk.run()
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 2, possibleRepeat: false })
  })

  test('before the call leaves the same bytes to the next one', async () => {
    await queueInitial()
    around = () => Promise.reject(died)
    await expect(desk.createSender().round()).rejects.toBe(died)
    const left = await letter()
    expect(left).toMatchObject({
      state: 'sending',
      mimeHash: sha256Hex(Buffer.from(left.mime ?? '', 'base64')),
    })
    around = (_mail, send) => send()
    desk.pass(pastLease)
    await settleAll()
    await desk.run()
    expect(await letter()).toMatchObject({ state: 'sent', link: left.link, mimeHash: left.mimeHash })
    expect(await fileHash()).toBe(left.mimeHash)
  })

  test('after the mail service accepted is settled by looking, without a second mail', async () => {
    await queueInitial()
    let calls = 0
    around = async (_mail, send) => {
      calls += 1
      await send()
      throw died
    }
    await expect(desk.createSender().round()).rejects.toBe(died)
    desk.pass(pastLease)
    await settleAll()
    expect(await letter()).toMatchObject({ state: 'sent', attempts: 1, possibleRepeat: false })
    await desk.run()
    expect(calls).toBe(1)
    expect((await desk.cases())[0]?.due).toBeDefined()
  })

  test('gives nothing away while its lease runs', async () => {
    await queueInitial()
    around = () => Promise.reject(died)
    await expect(desk.createSender().round()).rejects.toBe(died)
    desk.pass(29_000)
    await settleAll()
    expect(await letter()).toMatchObject({ state: 'sending' })
  })
})

test('a worker frozen past its lease changes nothing when it wakes', async () => {
  await queueInitial()
  const gate = Promise.withResolvers<void>()
  const called = Promise.withResolvers<void>()
  around = async (mail, send) => {
    if (mail.attempt > 1) return send()
    called.resolve()
    await gate.promise
    return send()
  }
  const frozen = desk.createSender().round()
  await called.promise
  desk.pass(pastLease)
  await settleAll()
  await desk.run()
  const sent = await letter()
  expect(sent).toMatchObject({ state: 'sent', attempts: 2 })
  gate.resolve()
  await frozen
  await desk.deliver()
  expect(await letter()).toEqual(sent)
  expect(await mailed()).toHaveLength(1)
  const accepted = desk.seen.filter(({ data }) => JSON.stringify(data).includes('"LetterSent"'))
  expect(accepted).toHaveLength(1)
})

test('a lease that is nearly over is given back before the call', async () => {
  await queueInitial()
  const { realNow } = desk.deps
  let lateMs = 0
  const slowPersonal: BackEnd['personal'] = {
    ...backEnd.personal,
    put: (reference, record) => {
      lateMs = 20_000
      return backEnd.personal.put(reference, record)
    },
  }
  const slow = createLetterSender({
    ...desk.deps,
    realNow: () => addMs(realNow(), lateMs),
    backEnd: { ...backEnd, personal: slowPersonal },
  })
  await slow.round(new AbortController().signal)
  expect(await letter()).toMatchObject({ state: 'pending', attempts: 1 })
  expect(await mailed()).toEqual([])
})

test('a withdrawal that lands while the letter is being written stops it', async () => {
  await queueInitial()
  const letters: BackEnd['letters'] = {
    ...backEnd.letters,
    updateClaimed: async (fence, next, events) => {
      const kept = await backEnd.letters.updateClaimed(fence, next, events)
      if (next.state === 'sending') await saveNotice(backEnd, { ...notice, status: 'withdrawn' })
      return kept
    },
  }
  const sender = createLetterSender({ ...desk.deps, backEnd: { ...backEnd, letters } })
  await sender.round(new AbortController().signal)
  expect(await letter()).toMatchObject({ state: 'cancelled' })
  expect(await mailed()).toEqual([])
})
