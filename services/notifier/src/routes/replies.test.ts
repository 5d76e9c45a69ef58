import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import { type ApiDesk, firm, openApiDesk, regulator, staff, stranger } from '../testing/open-api-desk.ts'

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

const repliesOf = `/v1/cases/${caseId}/replies`

describe('replying', () => {
  test('a facility replies for itself, and the name is shown to the facility, the firm and the regulator', async () => {
    expect((await desk.post(staff, repliesOf, await desk.answer())).status).toBe(201)
    for (const actor of [staff, firm, regulator])
      expect((await desk.view(actor)).replies).toMatchObject([
        { channel: 'console', by: { name: 'Dana Whitfield', role: 'Recall coordinator' } },
      ])
    expect((await desk.view(staff)).status).toBe('done')
  })

  test('the same request twice is one reply', async () => {
    const first = await desk.post(staff, repliesOf, await desk.answer())
    expect(await desk.post(staff, repliesOf, await desk.answer())).toEqual(first)
    expect((await desk.view(staff)).replies).toHaveLength(1)
  })

  test('the firm enters a call with the time it was', async () => {
    const call = await desk.answer({ occurredAt: publishedAt })
    expect((await desk.post(firm, repliesOf, call)).status).toBe(201)
    expect((await desk.view(firm)).replies).toMatchObject([{ channel: 'phone', at: publishedAt }])
    await desk.deliver()
    const [received] = desk.seen.filter(({ data }) => JSON.stringify(data).includes('"ReplyReceived"'))
    expect(received).toMatchObject({ occurredat: publishedAt, actor: firm })
    expect(received?.time).not.toBe(publishedAt)
  })

  test('the firm enters an e-mail in the name of whoever entered it', async () => {
    const mail = await desk.answer({ channel: 'email', occurredAt: publishedAt })
    expect((await desk.post(firm, repliesOf, mail)).status).toBe(201)
    expect((await desk.view(staff)).replies).toMatchObject([
      { channel: 'email', at: publishedAt, by: { name: 'Dana Whitfield' } },
    ])
    await desk.deliver()
    const [received] = desk.seen.filter(({ data }) => JSON.stringify(data).includes('"ReplyReceived"'))
    expect(received?.actor).toEqual(firm)
  })

  test.each([
    ['a channel of a facility that answers for itself', staff, { channel: 'email' }, 400, '/channel'],
    ['a call without its time', firm, {}, 400, '/occurredAt'],
    ['a call in the future', firm, { occurredAt: '2031-01-01T00:00:00.000Z' }, 400, '/occurredAt'],
    ['a backdated reply of the facility', staff, { occurredAt: publishedAt }, 400, '/occurredAt'],
    ['no one named', staff, { person: { name: ' ', role: 'Nurse' } }, 400, '/person/name'],
    ['a duty that is not owed', staff, { dutyIds: [recallId] }, 422, '/dutyIds/0'],
    [
      'a unit that is not of the case',
      staff,
      { units: [{ custodyId: recallId, disposition: 'found' }] },
      422,
      '/units/0/custodyId',
    ],
  ])('refuses %s by its field', async (_what, actor, change, status, pointer) => {
    const refused = await desk.post(actor, repliesOf, await desk.answer(change))
    expect(refused).toMatchObject({ status, body: { errors: [{ pointer }] } })
    expect((await desk.view(staff)).replies).toEqual([])
  })

  test('nobody else replies', async () => {
    const body = await desk.answer()
    expect((await desk.post(stranger, repliesOf, body)).status).toBe(404)
    expect((await desk.post(regulator, repliesOf, body)).status).toBe(403)
  })
})

test('the link and the code of a mailed letter open the reply form', async () => {
  const [sent] = await desk.letters(caseId)
  const { text = '' } = (await readLetter(folder, sent?.letterId ?? '')) ?? {}
  const path = /^https:\/\/recalls\.example\.org(\/r\/\S+)$/m.exec(text)?.[1] ?? ''
  const code = /code there: (\d{6})/.exec(text)?.[1] ?? ''
  const open = (typed: string) =>
    desk.http.inject({
      method: 'POST',
      url: `${path}/open`,
      headers: { origin: 'https://recalls.example.org', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ code: typed }).toString(),
    })
  expect((await open(code)).body).toContain('765201')
  const other = code === '000000' ? '000001' : '000000'
  expect((await open(other)).body).not.toContain('765201')
})
