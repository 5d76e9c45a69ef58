import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultLadders, type Ladder } from '@recallwire/domain/casework/ladder-rules.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import { type ApiDesk, firm, openApiDesk, regulator, staff, strangerId } from '../testing/open-api-desk.ts'

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

const path = `/v1/recalls/${recallId}/ladders`
const daily: Ladder = {
  replyDue: 1,
  rungs: [
    { kind: 'reminder', after: 1 },
    { kind: 'escalation', after: 1 },
    { kind: 'phone-task', after: 2 },
    { kind: 'text-task', after: 2, role: 'executive' },
  ],
}
const set = (ladder: Ladder | null, basedOn = 0) => ({ recallClass: 'I', ladder, basedOn })

describe('the ladders of a recall', () => {
  test('are the defaults of domain.md until the firm sets one of its own', async () => {
    const { status, body } = await desk.get(firm, path)
    expect([status, body.version]).toEqual([200, 0])
    expect(body.ladders).toMatchObject([
      { recallClass: 'I', isOwn: false, ladder: defaultLadders.I },
      { recallClass: 'II', isOwn: false, ladder: defaultLadders.II },
      { recallClass: 'III', isOwn: false, ladder: defaultLadders.III },
    ])
  })

  test('are followed by the case that climbs them, which does what they say', async () => {
    const changed = await desk.post(firm, path, set(daily))
    expect(changed).toMatchObject({ status: 200, body: { version: 1, changedBy: 'editor' } })
    await desk.deliver()
    await desk.runDays(5)
    const [on] = await desk.cases()
    expect(on?.ladderVersion).toBe(1)
    expect((await desk.letters(caseId)).map(({ plan }) => plan.kind)).toEqual(['initial', 'escalation'])
    expect(on?.tasks.map(({ kind, role }) => [kind, role])).toEqual([
      [undefined, undefined],
      ['text', 'executive'],
    ])
    const told = desk.seen.filter(({ type }) => type === 'recallwire.ladder-changed.v1')
    expect(told).toMatchObject([{ subject: recallId, actor: firm, data: { version: 1, recallClass: 'I' } }])
  })

  test('that are laxer than the class allows, or changed meanwhile, are refused and nothing is stored', async () => {
    const lax = await desk.post(firm, path, set({ ...daily, replyDue: 9 }), 'lax')
    expect([lax.status, lax.body.errors[0].pointer]).toEqual([422, '/ladder/replyDue'])
    expect((await desk.post(firm, path, set(daily), 'one')).status).toBe(200)
    expect((await desk.post(firm, path, set(null), 'stale')).status).toBe(409)
    expect((await desk.post(firm, path, set(null, 1), 'back')).body.version).toBe(2)
  })

  test('are read by the regulator, and neither seen nor set by anybody else', async () => {
    expect((await desk.get(regulator, path)).status).toBe(200)
    expect((await desk.post(regulator, path, set(daily))).status).toBe(403)
    expect((await desk.get(staff, path)).status).toBe(403)
    const other = { ...firm, organisationId: strangerId }
    expect((await desk.get(other, path)).status).toBe(404)
    expect((await desk.post(other, path, set(daily), 'other')).status).toBe(404)
  })
})

describe('a task that the firm asks for', () => {
  test('is taken on by name and shown with what came of it', async () => {
    const tasks = `/v1/cases/${caseId}/tasks`
    const asked = await desk.post(firm, tasks, { kind: 'text', reason: 'unit-at-risk', role: 'executive' })
    expect(asked.status).toBe(201)
    const { taskId } = asked.body
    expect((await desk.post(firm, `${tasks}/${taskId}/take`, {})).status).toBe(200)
    const other = { ...firm, by: 'colleague' }
    expect((await desk.post(other, `${tasks}/${taskId}/take`, {}, 'second')).status).toBe(409)
    const wrong = await desk.post(firm, `${tasks}/${taskId}/done`, { outcome: 'visited' }, 'wrong')
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/outcome'])
    expect((await desk.post(firm, `${tasks}/${taskId}/done`, { outcome: 'answered' }, 'right')).status).toBe(
      200,
    )
    expect((await desk.get(firm, '/v1/tasks')).body).toMatchObject([
      {
        taskId,
        kind: 'text',
        role: 'executive',
        taken: { by: 'editor' },
        doneBy: 'editor',
        outcome: 'answered',
      },
    ])
  })
})
