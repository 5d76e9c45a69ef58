import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type StuckLetter, stuckLetterSchema } from '@recallwire/domain/views/stuck-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { coordinator, engineer, publishedAt } from '../letters/testing/sample-recall.ts'
import {
  type ApiDesk,
  distributor,
  firm,
  openApiDesk,
  operator,
  staff,
  strangerId,
} from '../testing/open-api-desk.ts'

let backEnd: BackEnd
let desk: ApiDesk
const approver: Actor = { ...firm, role: 'manufacturer-approver', by: 'approver' }
const taken: string[] = []

/** Takes letters to everyone but the coordinator, whose address is wrong till it is mended. */
const mailer: Mailer = {
  settles: 'never',
  send: async ({ to, letterId }) => {
    if (to === coordinator.email) return { kind: 'refused', scope: 'letter', reason: 'no such address' }
    taken.push(to)
    return { kind: 'accepted', providerId: letterId }
  },
}

beforeEach(async () => {
  taken.length = 0
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openApiDesk(backEnd, mailer)
})
afterEach(async () => {
  await desk.http.close()
  await backEnd.close()
})

const stuck = async (actor: Actor = operator): Promise<readonly StuckLetter[]> =>
  z.array(stuckLetterSchema).parse((await desk.get(actor, '/v1/letters/stuck')).body)
async function firstStuck(): Promise<{ readonly letter: StuckLetter; readonly path: string }> {
  const [letter] = await stuck()
  if (letter === undefined) throw new Error('no letter is stuck')
  return { letter, path: `/v1/cases/${caseId}/letters/${letter.letterId}` }
}
const stateOf = async (letterId: string) => (await backEnd.letters.get(letterId))?.document.state
const storedContact = async () => {
  const stored = await backEnd.directory.contacts.get(coordinator.contactId)
  if (stored === undefined) throw new Error('the contact is in the directory')
  return stored
}

test('once the address is mended a letter is written again, and the stuck one is over', async () => {
  const { letter, path } = await firstStuck()
  const { version, document } = await storedContact()
  const next = { ...document, email: 'mended@lakeside.example.org' }
  await backEnd.directory.contacts.save({
    id: document.contactId,
    expectedVersion: version,
    next,
    events: [],
  })
  const answer = await desk.post(operator, `${path}/write-again`, {})
  expect(answer).toMatchObject({
    status: 200,
    body: { letterId: letter.letterId, newLetterId: expect.any(String) },
  })
  expect(await stuck()).toEqual([])
  expect((await desk.post(operator, `${path}/write-again`, {})).body).toEqual(answer.body)
  expect((await desk.post(operator, `${path}/write-again`, {}, 'another')).status).toBe(409)
  await desk.run()
  expect(taken).toEqual(['mended@lakeside.example.org'])
  expect(await stateOf(letter.letterId)).toBe('cancelled')
  expect(await stateOf(answer.body.newLetterId)).toBe('sent')
})

test('a letter goes to another contact where one is named, and to nobody the facility does not have', async () => {
  const { path } = await firstStuck()
  const strange = await desk.post(firm, `${path}/write-again`, { contactId: 'z'.repeat(26) }, 'strange')
  expect(strange).toMatchObject({ status: 422, body: { errors: [{ pointer: '/contactId' }] } })
  expect((await desk.post(firm, `${path}/write-again`, { contactId: engineer.contactId })).status).toBe(200)
  await desk.run()
  expect(taken).toEqual([engineer.email])
})

test('a letter that is handed to the phone leaves the list and keeps its call', async () => {
  const { letter, path } = await firstStuck()
  expect((await desk.post(firm, `${path}/by-phone`, {})).status).toBe(200)
  expect(await stuck(firm)).toEqual([])
  await desk.run()
  expect(await stateOf(letter.letterId)).toBe('cancelled')
  expect((await desk.view(firm)).tasks).toMatchObject([{ because: expect.stringContaining('stuck') }])
})

test('a waiver waits for a second person of the firm, and is on the list till then', async () => {
  const { letter, path } = await firstStuck()
  const reason = 'told-by-phone'
  expect((await desk.post(firm, `${path}/waiver`, { reason: 'Dana said so' }, 'free text')).status).toBe(400)
  expect((await desk.post(firm, `${path}/waiver`, { reason })).status).toBe(200)
  expect(await stuck(firm)).toMatchObject([{ waiver: { reason, proposedBy: firm.by } }])
  expect((await desk.post(firm, `${path}/waiver/confirm`, {}, 'editor')).status).toBe(403)
  const own = { ...approver, by: firm.by }
  expect((await desk.post(own, `${path}/waiver/confirm`, {}, 'own')).status).toBe(409)
  expect((await desk.post(approver, `${path}/waiver/confirm`, {})).status).toBe(200)
  await desk.run()
  expect(await stateOf(letter.letterId)).toBe('cancelled')
  expect(taken).toEqual([])
})

test('a waiver can be taken back, and others have no say', async () => {
  const { path } = await firstStuck()
  await desk.post(firm, `${path}/waiver`, { reason: 'facility-closed' })
  expect((await desk.post(firm, `${path}/waiver/decline`, {})).status).toBe(200)
  const [letter] = await stuck()
  expect(letter).not.toHaveProperty('waiver')
  for (const actor of [staff, distributor])
    expect((await desk.post(actor, `${path}/write-again`, {}, actor.role)).status).toBe(403)
  const other = { ...firm, organisationId: strangerId }
  expect((await desk.post(other, `${path}/write-again`, {}, 'other')).status).toBe(404)
  expect(
    (await desk.post(operator, `${path}/waiver`, { reason: 'facility-closed' }, 'operator')).status,
  ).toBe(403)
})
