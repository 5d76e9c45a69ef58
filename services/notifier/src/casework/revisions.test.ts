import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LetterKind } from '@recallwire/domain/casework/case.ts'
import type { Revision } from '@recallwire/domain/notice/notice.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { OutgoingMail } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId, pump } from '../letters/testing/sample-case.ts'
import {
  facilityId,
  notice,
  organisationId,
  publishedAt,
  recallId,
  revision,
} from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { matchedData, publishedData, saveNotice, seedRecall } from '../testing/seed-recall.ts'
import { askFreshCode } from './ask-fresh-code.ts'

let backEnd: BackEnd
let folder: string
let desk: Desk
let mails: OutgoingMail[]

const changedInstructions: Revision = {
  ...revision,
  revision: 2,
  materialRevision: 2,
  kind: 'correct',
  changed: ['instructions'],
  content: { ...revision.content, instructions: ['Send the pumps back.'] },
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  mails = []
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  const mailer = await openFolderMailer(folder)
  desk = createDesk(backEnd, {
    ...mailer,
    send: (mail, signal) => {
      mails.push(mail)
      return mailer.send(mail, signal)
    },
  })
  await desk.say('recallwire.notice-published.v1', publishedData())
  await desk.say('recallwire.units-matched.v1', matchedData([pump]))
  await desk.deliver()
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

const states = async (): Promise<readonly string[]> => {
  const letters = new Map((await desk.letters(caseId)).map(({ letterId, state }) => [letterId, state]))
  const planned = (await desk.cases()).flatMap(({ letters }) => letters)
  return planned.map(({ letterId, kind }) => `${kind} ${letters.get(letterId)}`)
}
const sentKinds = (): readonly LetterKind[] => mails.map(({ tags }) => tags.kind as LetterKind)

async function revise(addressed: Parameters<typeof publishedData>[1] = []) {
  await saveNotice(backEnd, { ...notice, revisions: [revision, changedInstructions] })
  await desk.say(
    'recallwire.notice-published.v1',
    publishedData(changedInstructions, addressed),
    'revision 2',
  )
}

test('a facility that was told hears what a revision changed', async () => {
  desk.pass(60_000)
  await desk.run()
  await revise()
  await desk.run()
  desk.pass(60_000)
  await desk.run()
  expect(sentKinds()).toEqual(['initial', 'revision'])
  expect((await desk.cases())[0]).toMatchObject({ revision: 2, materialRevision: 2 })
})

test('an initial letter that waits unsent gives way to the revision letter', async () => {
  desk.pass(60_000)
  await desk.takeSteps()
  await desk.deliver()
  await revise()
  await desk.deliver()
  desk.pass(60_000)
  await desk.takeSteps()
  await desk.run()
  expect(await states()).toEqual(['initial cancelled', 'revision sent'])
  expect((await desk.cases())[0]?.due).toBeDefined()
})

test('a consignee whom a revision addresses although it has a case is both revised and addressed', async () => {
  await revise([{ accountNumber: 'A1', facilityId, organisationId }])
  await desk.deliver()
  expect((await desk.cases())[0]).toMatchObject({ revision: 2, addressed: true })
})

test('the earlier holder is asked to confirm, once, and is not told who reported the unit', async () => {
  desk.pass(60_000)
  await desk.run()
  const { custodyId, matchId } = pump
  const elsewhere = { recallId, facilityId, organisationId, custodyId, matchId }
  await desk.say('recallwire.unit-reported-elsewhere.v1', elsewhere)
  await desk.say('recallwire.unit-reported-elsewhere.v1', elsewhere, 'again')
  await desk.run()
  expect(sentKinds()).toEqual(['initial', 'supplement'])
  expect((await desk.cases())[0]?.letters.at(-1)?.confirmUnits).toEqual([custodyId])
})

test('a unit reported elsewhere where there is no case is no fault', async () => {
  const event = await desk.say('recallwire.unit-reported-elsewhere.v1', {
    recallId: organisationId,
    facilityId,
    organisationId,
    custodyId: pump.custodyId,
    matchId: pump.matchId,
  })
  await expect(desk.handle(event)).resolves.toBeUndefined()
})

test('a fresh code goes to the same contact in a letter of its own, at most once in ten minutes', async () => {
  desk.pass(60_000)
  await desk.run()
  const [initial] = await desk.letters(caseId)
  const actor = { organisationId, role: 'link-holder', by: initial?.letterId ?? '' } as const
  const asked = { caseId, letterId: initial?.letterId ?? '', actor }
  expect(await askFreshCode(desk.deps, asked)).toEqual({ kind: 'accepted' })
  expect(await askFreshCode(desk.deps, asked)).toMatchObject({ reason: 'too-early' })
  await desk.run()
  expect(sentKinds()).toEqual(['initial', 'fresh-code'])
  expect(mails[1]?.to).toBe(mails[0]?.to)
  const links = (await desk.letters(caseId)).map(({ link }) => link?.codeHash)
  expect(new Set(links).size).toBe(2)
})

test('an event of another topic is refused, so that it is parked and seen', async () => {
  const event = await desk.say('recallwire.notice-published.v1', publishedData(), 'other')
  const data = { importId: recallId, records: 1, refused: 0, digest: 'd' }
  const stray = { ...event, type: 'recallwire.catalogue-imported.v1', data } as const
  await expect(desk.handle(stray)).rejects.toThrow('does not belong')
})
