import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { SendOutcome } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall, seedSite } from '../testing/seed-recall.ts'
import { createLetterSender } from './send-letters.ts'

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

const letters = async (state: Letter['state']): Promise<readonly Letter[]> => {
  const all = await Promise.all((await desk.cases()).map(({ caseId }) => desk.letters(caseId)))
  return all.flat().filter((letter) => letter.state === state)
}

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

test('on a machine that is too busy fewer letters are in hand, and none is called for twice or given up', async () => {
  let busyMs = 0
  const { realNow } = desk.deps
  const sender = createLetterSender({
    ...desk.deps,
    realNow: () => addMs(realNow(), busyMs),
    backEnd: {
      ...backEnd,
      personal: {
        ...backEnd.personal,
        put: (reference, record) => {
          busyMs += 1_500
          return backEnd.personal.put(reference, record)
        },
      },
    },
  })
  const { signal } = new AbortController()
  await sender.round(signal)
  expect(calls).toEqual([])
  while ((await sender.round(signal)) === 'busy');
  expect(new Set(calls).size).toBe(40)
  expect(calls).toHaveLength(40)
  expect(await readdir(folder)).toHaveLength(40)
})

test('letters that wait for their turn when the process is killed go out from the next one, unmarked', async () => {
  const stopped = new AbortController()
  let waiting = 0
  const stuck = createLetterSender({
    ...desk.deps,
    governor: {
      ...desk.deps.governor,
      depart: (signal) => {
        waiting += 1
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('the process was killed')))
        })
      },
    },
  })
  const killed = stuck.round(stopped.signal)
  await eventually('the letters are written', () => waiting === 16)
  expect(await letters('sending')).toHaveLength(16)
  stopped.abort()
  await expect(killed).rejects.toThrow('killed')
  desk.pass(31_000)
  await desk.settle()
  expect(await letters('unknown')).toEqual([])
  const next = desk.createSender()
  while ((await next.round()) === 'busy');
  expect(await letters('sent')).toHaveLength(40)
  expect((await letters('sent')).filter(({ possibleRepeat }) => possibleRepeat)).toEqual([])
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
