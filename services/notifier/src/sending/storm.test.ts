import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Mailer, SendOutcome } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { publishedData, seedRecall, seedSite } from '../testing/seed-recall.ts'

let backEnd: BackEnd
let desk: Desk
let answer: SendOutcome | undefined
let calls = 0
const taken: string[] = []
const sites = 60

const mailer: Mailer = {
  settles: 'never',
  send: async ({ letterId }) => {
    calls += 1
    if (answer !== undefined) return answer
    taken.push(letterId)
    return { kind: 'accepted', providerId: letterId }
  },
}

beforeEach(async () => {
  taken.length = 0
  calls = 0
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  desk = createDesk(backEnd, mailer)
  const addressed = []
  for (let index = 1; index <= sites; index += 1) addressed.push(await seedSite(backEnd, index))
  await desk.say('recallwire.notice-published.v1', publishedData(revision, addressed))
  await desk.deliver()
  desk.pass(60_000)
  while ((await desk.takeSteps()) === 'busy');
  await desk.deliver()
})
afterEach(() => backEnd.close())

/** Four workers, as a process with a quota has them, for so long. */
async function sendFor(seconds: number) {
  const workers = Array.from({ length: 4 }, () => desk.createSender())
  for (let quarter = 0; quarter < seconds * 4; quarter += 1) {
    await Promise.all(workers.map(({ round }) => round()))
    desk.pass(250)
  }
}
const inState = async (state: Letter['state']) => {
  const all = await Promise.all((await desk.cases()).map(({ caseId }) => desk.letters(caseId)))
  return all.flat().filter((letter) => letter.state === state)
}

test.each([
  ['throttles everything for ten minutes', { kind: 'refused', scope: 'later', reason: 'Throttling' }],
  ['is paused for ten minutes', { kind: 'refused', scope: 'account', reason: 'AccountSendingPaused' }],
] as const)(
  'a mail service that %s loses no letter, and uses up the tries of few',
  async (_name, refusal) => {
    answer = refusal
    await sendFor(600)
    expect(taken).toEqual([])
    // One try each from those that were in hand when it began, and then one at a time.
    expect(calls).toBeLessThan(sites + 40)
    // What is tried on its own is given up after eight times as ever, within five minutes, and the firm is asked to phone.
    const stuck = await inState('stuck')
    expect(stuck.length).toBeLessThanOrEqual(2)
    answer = undefined
    await sendFor(900)
    expect(taken).toHaveLength(sites - stuck.length)
    expect(new Set(taken).size).toBe(taken.length)
    expect((await inState('sent')).every(({ possibleRepeat }) => !possibleRepeat)).toBe(true)
  },
)
