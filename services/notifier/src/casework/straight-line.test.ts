import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId, pump, secondPump } from '../letters/testing/sample-case.ts'
import {
  facilityId,
  notice,
  organisationId,
  publishedAt,
  recallId,
  revision,
} from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import {
  completedData,
  matchedData,
  publishedData,
  saveNotice,
  seedRecall,
  withdrawnData,
} from '../testing/seed-recall.ts'
import { submitHoldsNone } from '../testing/submit-holds-none.ts'

let backEnd: BackEnd
let folder: string
let desk: Desk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  desk = createDesk(backEnd, await openFolderMailer(folder))
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

/** In the order in which the case planned them. */
const kinds = async () => {
  const states = new Map((await desk.letters(caseId)).map(({ letterId, state }) => [letterId, state]))
  const planned = (await desk.cases()).flatMap(({ letters }) => letters)
  return planned.map(({ letterId, kind }) => `${kind} ${states.get(letterId)}`)
}
const mailed = async () => (await readdir(folder)).length

async function publishAndMatch() {
  await desk.say('recallwire.notice-published.v1', publishedData())
  await desk.say('recallwire.units-matched.v1', matchedData([pump, secondPump]))
}

const holdsNone = () => submitHoldsNone(desk)

describe('from the match to the letter', () => {
  test('one letter names every unit once matching is complete', async () => {
    await publishAndMatch()
    await desk.run()
    expect(await kinds()).toEqual([])
    await desk.say('recallwire.matching-completed.v1', completedData)
    await desk.run()
    const [letter] = await desk.letters(caseId)
    expect(letter).toMatchObject({ state: 'sent', address: 'recalls@lakeside.example.org', attempts: 1 })
    expect(letter).not.toHaveProperty('mime')
    const mail = await readLetter(folder, letter?.letterId ?? '')
    expect(mail?.text).toContain('765201')
    expect(mail?.text).toContain('765388')
    expect(mail?.text).toMatch(/https:\/\/recalls\.example\.org\/r\//)
    expect((await desk.cases())[0]?.due).toBeDefined()
  })

  test('the letter does not wait for matching longer than a minute', async () => {
    await publishAndMatch()
    await desk.run()
    desk.pass(59_999)
    await desk.run()
    expect(await kinds()).toEqual([])
    desk.pass(1)
    await desk.run()
    expect(await kinds()).toEqual(['initial sent'])
  })

  test('units that one import brings go into one letter', async () => {
    await desk.say('recallwire.notice-published.v1', publishedData())
    await desk.say('recallwire.units-matched.v1', matchedData([pump], 'device'), 'row 1')
    await desk.run()
    desk.pass(2_000)
    await desk.say('recallwire.units-matched.v1', matchedData([secondPump], 'device'), 'row 2')
    await desk.run()
    desk.pass(3_000)
    await desk.run()
    expect((await desk.letters(caseId)).map(({ plan }) => plan.newUnits.length)).toEqual([2])
  })

  test('an addressed consignee that holds nothing is written to', async () => {
    const addressed = [{ accountNumber: 'A1', facilityId, organisationId }]
    await desk.say('recallwire.notice-published.v1', publishedData(revision, addressed))
    await desk.runDays(1)
    expect((await kinds()).at(0)).toBe('initial sent')
  })

  test('an event whose notice is not readable yet is to be tried later', async () => {
    const event = await desk.say('recallwire.units-matched.v1', {
      ...matchedData([pump]),
      recallId: organisationId,
    })
    await expect(desk.handle(event)).rejects.toMatchObject({ retry: 'later' })
  })

  test('a unit that appears after the withdrawal is recorded and nobody is mailed', async () => {
    await saveNotice(backEnd, { ...notice, status: 'withdrawn' })
    await desk.say('recallwire.units-matched.v1', matchedData([pump], 'device'))
    await desk.runDays(10)
    expect(await desk.cases()).toMatchObject([{ status: 'closed', units: [{ custodyId: pump.custodyId }] }])
    expect(await mailed()).toBe(0)
  })
})

describe('the end of a recall', () => {
  test('by withdrawal cancels what is unsent, and nobody hears of it', async () => {
    await publishAndMatch()
    await desk.deliver()
    desk.pass(60_000)
    await desk.takeSteps()
    await desk.deliver()
    await saveNotice(backEnd, { ...notice, status: 'withdrawn' })
    await desk.say('recallwire.recall-closed.v1', withdrawnData)
    await desk.runDays(10)
    expect(await kinds()).toEqual(['initial cancelled', 'close-out cancelled'])
    expect(await mailed()).toBe(0)
  })

  test('is told to whoever was written to', async () => {
    await publishAndMatch()
    desk.pass(60_000)
    await desk.runDays(1)
    await saveNotice(backEnd, { ...notice, status: 'withdrawn' })
    await desk.say('recallwire.recall-closed.v1', withdrawnData)
    await desk.runDays(10)
    const closed = (await kinds()).at(-1)
    expect(closed).toBe('close-out sent')
    expect((await desk.cases())[0]?.status).toBe('closed')
  })
})

test('delivering every event once more changes nothing', async () => {
  await publishAndMatch()
  await desk.say('recallwire.matching-completed.v1', completedData)
  await desk.runDays(1)
  const resolved = { ...pump, verdict: { ...pump.verdict, value: 'possible', missing: 'serial' } } as const
  await desk.say('recallwire.units-matched.v1', matchedData([resolved], 'device'), 'a newer word on the pump')
  await desk.runDays(1)
  await holdsNone()
  await desk.runDays(2)
  const state = async () => JSON.stringify([await desk.cases(), await desk.letters(caseId)])
  const [before, events] = [await state(), [...desk.seen]]
  for (const event of [...events, ...events.toReversed()]) await desk.handle(event)
  expect(await state()).toBe(before)
  expect(await backEnd.outbox.waiting()).toMatchObject({ count: 0 })
  expect(recallId).toBe(events.at(0)?.subject)
})
