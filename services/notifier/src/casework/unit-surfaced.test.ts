import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId, pump } from '../letters/testing/sample-case.ts'
import {
  facilityId,
  notice,
  organisationId,
  publishedAt,
  recallId,
} from '../letters/testing/sample-recall.ts'
import { type ApiDesk, firm, openApiDesk } from '../testing/open-api-desk.ts'
import { saveNotice, withdrawnData } from '../testing/seed-recall.ts'

let backEnd: BackEnd
let folder: string
let desk: ApiDesk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openApiDesk(backEnd, await openFolderMailer(folder))
})
afterEach(async () => {
  await desk.http.close()
  await backEnd.close()
  await rm(folder, { recursive: true })
})

const { custodyId, matchId } = pump
const surfaced = {
  recallId,
  facilityId,
  organisationId,
  custodyId,
  matchId,
  earlier: { disposition: 'destroyed', at: '2025-06-01T09:00:00.000Z' },
  seenAt: '2025-06-10T09:00:00.000Z',
} as const
const tasks = async () => z.array(taskViewSchema).parse((await desk.get(firm, '/v1/tasks')).body)

test('the facility is written to again with the request to check the label, once', async () => {
  await desk.say('recallwire.unit-surfaced.v1', surfaced)
  await desk.say('recallwire.unit-surfaced.v1', surfaced, 'delivered again')
  await desk.run()
  const [on] = await desk.cases()
  expect(on?.letters.map(({ kind }) => kind)).toEqual(['initial', 'supplement'])
  const mail = await readLetter(folder, on?.letters.at(-1)?.letterId ?? '')
  expect(mail?.text.replace(/\s+/g, ' ')).toContain('was reported destroyed on June 1, 2025: check the label')
})

test('the firm has a task of its own kind before all calls, and says what it found', async () => {
  await desk.runDays(10)
  await desk.say('recallwire.unit-surfaced.v1', surfaced)
  await desk.run()
  const [first, ...calls] = await tasks()
  expect(first).toMatchObject({ kind: 'surfaced', because: expect.stringContaining('reported destroyed') })
  expect(calls.map(({ kind }) => kind)).toEqual(['phone'])
  const done = (taskId = '') => `/v1/cases/${caseId}/tasks/${taskId}/done`
  const wrong = await desk.post(firm, done(first?.taskId), { outcome: 'message-left' }, 'key-1')
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/outcome' }] } })
  expect((await desk.post(firm, done(calls[0]?.taskId), { outcome: 'unit-secured' }, 'key-2')).status).toBe(
    422,
  )
  expect((await desk.post(firm, done(first?.taskId), { outcome: 'unit-secured' }, 'key-3')).status).toBe(200)
  expect((await tasks()).filter(({ doneAt }) => doneAt !== undefined)).toMatchObject([{ kind: 'surfaced' }])
})

test('in a recall that was withdrawn it is recorded, and nobody is mailed or asked', async () => {
  await saveNotice(backEnd, { ...notice, status: 'withdrawn' })
  await desk.say('recallwire.recall-closed.v1', withdrawnData)
  await desk.run()
  const mailed = (await readdir(folder)).length
  await desk.say('recallwire.unit-surfaced.v1', surfaced)
  await desk.run()
  expect((await readdir(folder)).length).toBe(mailed)
  expect(await tasks()).toEqual([])
  const [on] = await desk.cases()
  expect(on?.units.find((unit) => unit.custodyId === custodyId)?.surfaced?.disposition).toBe('destroyed')
})

test('in a recall that is over a facility without a case is left alone', async () => {
  await saveNotice(backEnd, { ...notice, status: 'terminated' })
  const event = await desk.say('recallwire.unit-surfaced.v1', { ...surfaced, facilityId: organisationId })
  await expect(desk.handle(event)).resolves.toBeUndefined()
  expect(await tasks()).toEqual([])
})

test('what comes before the case knows the unit is tried again later', async () => {
  const event = await desk.say('recallwire.unit-surfaced.v1', { ...surfaced, custodyId: organisationId })
  await expect(desk.handle(event)).rejects.toMatchObject({ code: 'upstream-unavailable', retry: 'later' })
})
