import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { taskViewSchema } from '@recallwire/domain/views/case-view.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { type ApiDesk, firm, openApiDesk, operator, staff, strangerId } from '../testing/open-api-desk.ts'

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

describe('people who must act', () => {
  beforeEach(() => desk.runDays(10))

  test('the firm and the operator see the phone task; the firm says what came of it', async () => {
    const tasks = z.array(taskViewSchema).parse((await desk.get(firm, '/v1/tasks')).body)
    expect(tasks).toMatchObject([{ caseId, facilityName: 'Lakeside General Hospital' }])
    expect((await desk.get(operator, '/v1/tasks')).body).toEqual(tasks)
    const done = `/v1/cases/${caseId}/tasks/${tasks[0]?.taskId}/done`
    expect((await desk.post(firm, done, { outcome: 'Spoke to Dana' })).status).toBe(400)
    expect((await desk.post(staff, done, { outcome: 'reached' })).status).toBe(403)
    expect((await desk.post(firm, done, { outcome: 'reached' }, 'key-2')).status).toBe(200)
    expect((await desk.get(firm, '/v1/tasks')).body).toMatchObject([{ doneAt: desk.deps.clock.now() }])
    expect((await desk.get({ ...firm, organisationId: strangerId }, '/v1/tasks')).body).toEqual([])
  })

  test('a stuck letter is listed to its firm and the operator', async () => {
    const [sent] = await desk.letters(caseId)
    if (sent === undefined) throw new Error('no letter was sent')
    const stored = await backEnd.letters.get(sent.letterId)
    const next = { ...sent, state: 'stuck', because: 'refused' } as const
    await backEnd.letters.save({ id: sent.letterId, expectedVersion: stored?.version ?? 0, next, events: [] })
    for (const actor of [firm, operator])
      expect((await desk.get(actor, '/v1/letters/stuck')).body).toMatchObject([
        { caseId, because: 'refused' },
      ])
    expect((await desk.get({ ...firm, organisationId: strangerId }, '/v1/letters/stuck')).body).toEqual([])
    expect((await desk.get(staff, '/v1/letters/stuck')).status).toBe(403)
  })
})
