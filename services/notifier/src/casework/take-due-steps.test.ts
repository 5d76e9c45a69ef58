import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId, pump, secondPump } from '../letters/testing/sample-case.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { completedData, matchedData, publishedData, seedRecall } from '../testing/seed-recall.ts'
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

describe('reminders', () => {
  beforeEach(async () => {
    await publishAndMatch()
    await desk.say('recallwire.matching-completed.v1', completedData)
    await desk.run()
  })

  test('go out on their days, climb to the next contact and end with a phone task', async () => {
    await desk.runDays(30)
    const letters = await desk.letters(caseId)
    expect(letters.map(({ plan, state, address }) => [plan.kind, state, address])).toEqual([
      ['initial', 'sent', 'recalls@lakeside.example.org'],
      ['reminder', 'sent', 'recalls@lakeside.example.org'],
      ['reminder', 'sent', 'recalls@lakeside.example.org'],
      ['escalation', 'sent', 'biomed@lakeside.example.org'],
    ])
    expect((await desk.cases())[0]?.tasks).toHaveLength(1)
    expect(await mailed()).toBe(4)
  })

  test('that fell due while the process was down collapse to one letter', async () => {
    desk.pass(30 * 86_400_000)
    await desk.run()
    expect(await kinds()).toEqual(['initial sent', 'escalation sent'])
  })

  test('stop when the reply lands, and every duty gets a receipt', async () => {
    expect(await holdsNone()).toMatchObject({ kind: 'accepted' })
    await desk.runDays(30)
    expect(await kinds()).toEqual(['initial sent', 'receipt sent'])
    expect((await desk.cases())[0]).toMatchObject({ status: 'done', tasks: [] })
  })

  test('planned just before the reply landed are cancelled at the claim', async () => {
    desk.pass(10 * 86_400_000)
    await desk.takeSteps()
    await desk.deliver()
    await holdsNone()
    await desk.run()
    expect(await kinds()).toEqual(['initial sent', 'escalation cancelled', 'receipt sent'])
  })
})
