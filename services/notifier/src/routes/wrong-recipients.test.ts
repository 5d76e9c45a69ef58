import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { coordinator, engineer, publishedAt } from '../letters/testing/sample-recall.ts'
import { type ApiDesk, distributor, firm, openApiDesk, staff, stranger } from '../testing/open-api-desk.ts'

let backEnd: BackEnd
let folder: string
let desk: ApiDesk
const path = `/v1/cases/${caseId}/wrong-recipients`

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

const body = async (more: object = {}) => ({
  letterId: (await desk.view(staff)).letters[0]?.letterId,
  person: { name: 'Ana Ruiz', other: 'Biomed' },
  ...more,
})

test('what a facility says in the console is answered, and the next contact gets the notice', async () => {
  expect((await desk.post(staff, path, await body())).status).toBe(201)
  await desk.run()
  const letters = await desk.letters(caseId)
  expect(letters.map(({ plan, address }) => [plan.kind, address])).toEqual(
    expect.arrayContaining([
      ['wrong-recipient', coordinator.email],
      ['initial', engineer.email],
    ]),
  )
  const answer = letters.find(({ plan }) => plan.kind === 'wrong-recipient')
  const mail = await readLetter(folder, answer?.letterId ?? '')
  expect(mail?.text).toContain('That is noted')
  expect(mail?.text).not.toMatch(/\/r\/|765201|Ana Ruiz/)
})

test('the firm enters what it was told on the phone, with the time of the call', async () => {
  expect(await desk.post(firm, path, await body())).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/occurredAt' }] },
  })
  const told = await body({ occurredAt: publishedAt })
  expect((await desk.post(firm, path, told, 'key-2')).status).toBe(201)
  const { wrongRecipients, tasks } = await desk.view(firm)
  expect(wrongRecipients).toMatchObject([
    { channel: 'phone', at: publishedAt, by: 'Ana Ruiz', other: 'Biomed' },
  ])
  expect(tasks).toHaveLength(1)
})

test('nobody else may say so, and a letter of another case is refused', async () => {
  expect((await desk.post(stranger, path, await body())).status).toBe(404)
  expect((await desk.post(distributor, path, await body())).status).toBeGreaterThanOrEqual(403)
  expect((await desk.post(staff, path, await body({ letterId: 'z'.repeat(26) }))).status).toBe(404)
  expect((await desk.view(staff)).wrongRecipients).toEqual([])
})

test('said twice under one key it is said once', async () => {
  const first = await desk.post(staff, path, await body())
  expect((await desk.post(staff, path, await body())).body).toEqual(first.body)
  expect((await desk.view(staff)).wrongRecipients).toHaveLength(1)
})
