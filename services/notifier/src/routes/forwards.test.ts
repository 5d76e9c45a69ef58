import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseIdOf, directoryIdOf } from '@recallwire/domain/ids.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { readLetter } from '@recallwire/mail/mailbox.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { notice, publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import {
  type ApiDesk,
  distributor,
  distributorId,
  firm,
  openApiDesk,
  staff,
  stranger,
} from '../testing/open-api-desk.ts'
import { saveNotice, seedSite } from '../testing/seed-recall.ts'

let site: { readonly facilityId: string }

let backEnd: BackEnd
let folder: string
let desk: ApiDesk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openApiDesk(backEnd, await openFolderMailer(folder))
  site = await seedSite(backEnd, 1)
  await backEnd.directory.organisations.save({
    id: distributorId,
    expectedVersion: 0,
    next: {
      organisationId: distributorId,
      kind: 'distributor',
      name: 'Medi Supply',
      labellerPrefixes: [],
      createdAt: publishedAt,
    },
    events: [],
  })
  const consigneeId = directoryIdOf('consignee', distributorId, 'A1')
  await backEnd.directory.consignees.save({
    id: consigneeId,
    expectedVersion: 0,
    next: {
      consigneeId,
      firmOrganisationId: distributorId,
      accountNumber: 'A1',
      name: 'Site 1',
      facilityId: site.facilityId,
      createdAt: publishedAt,
    },
    events: [],
  })
})
afterEach(async () => {
  await desk.http.close()
  await backEnd.close()
  await rm(folder, { recursive: true })
})

describe('other senders', () => {
  const senders = `/v1/cases/${caseId}/senders`

  test('a letter from outside adds a duty, once, and reopens what was done', async () => {
    await desk.post(staff, `/v1/cases/${caseId}/replies`, await desk.answer())
    const note = { senderName: 'Harbour Rentals', reference: 'HR-7' }
    expect((await desk.post(staff, senders, note)).status).toBe(201)
    await desk.post(staff, senders, note, 'key-2')
    const on = await desk.view(staff)
    expect(on.duties.map(({ kind }) => kind)).toEqual(['firm', 'outside-letter'])
    expect(on.status).toBe('open')
  })

  test('only the facility says who wrote to it', async () => {
    const note = { senderName: 'Harbour Rentals', reference: 'HR-7' }
    expect((await desk.post(stranger, senders, note)).status).toBe(404)
    expect((await desk.post(firm, senders, note)).status).toBe(403)
  })
})

describe('forwarding', () => {
  const forwards = `/v1/recalls/${recallId}/forwards`
  const body = () => ({ reference: 'MS-1', facilityIds: [site.facilityId, staff.organisationId] })

  test('opens a case for its own consignee alone, which then owes two replies and gets one letter', async () => {
    const { status, body: answered } = await desk.post(distributor, forwards, body())
    expect(status).toBe(200)
    expect(answered.facilities).toMatchObject([
      { outcome: 'forwarded', facilityId: site.facilityId },
      { outcome: 'refused', reason: 'unknown-facility' },
    ])
    await desk.run()
    const id = caseIdOf(recallId, site.facilityId)
    expect((await desk.view(staff, id)).duties.map(({ kind, senderName }) => [kind, senderName])).toEqual([
      ['firm', 'Northfield Medical, Inc.'],
      ['distributor', 'Medi Supply'],
    ])
    expect((await desk.view(staff, id)).letters.map(({ kind, state }) => [kind, state])).toEqual([
      ['initial', 'sent'],
    ])
  })

  test('carries a note above the firm\u2019s words, once, and as text', async () => {
    const coverNote = 'Our driver collects <b>Thursday</b>.\nCall 800-555-0199.'
    await desk.post(distributor, forwards, { ...body(), coverNote })
    await desk.run()
    const id = caseIdOf(recallId, site.facilityId)
    const [letter] = await desk.letters(id)
    const mail = await readLetter(folder, letter?.letterId ?? '')
    const { text = '', html = '' } = mail ?? {}
    expect(text).toContain('Note from Medi Supply, who forwards this recall to you:')
    expect(text).toContain('> Our driver collects <b>Thursday</b>.\n> Call 800-555-0199.')
    expect(text.indexOf('Medi Supply')).toBeLessThan(text.indexOf('From:'))
    expect(html).toContain('Our driver collects &lt;b&gt;Thursday&lt;/b&gt;.')
    await desk.runDays(5)
    const later = (await desk.letters(id)).filter(({ plan }) => plan.kind === 'reminder')
    expect(later.length).toBeGreaterThan(0)
    for (const { letterId } of later)
      expect((await readLetter(folder, letterId))?.text).not.toContain('Our driver')
  })

  test.each(['See https://evil.example', 'WWW.evil.example', 'x'.repeat(1_001), 'a\u0000b', ' '])(
    'refuses the note %j and forwards nothing',
    async (coverNote) => {
      const answer = await desk.post(distributor, forwards, { ...body(), coverNote })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/coverNote' }] } })
      expect((await desk.get(staff, `/v1/cases/${caseIdOf(recallId, site.facilityId)}`)).status).toBe(404)
    },
  )

  test('shows the distributor its own duty, and neither the other senders nor who replied', async () => {
    await desk.post(distributor, forwards, body())
    await desk.run()
    const id = caseIdOf(recallId, site.facilityId)
    const whole = await desk.view(staff, id)
    const reply = { holdsNone: true, units: [], dutyIds: whole.duties.map(({ dutyId }) => dutyId) }
    await desk.post(staff, `/v1/cases/${id}/replies`, { ...(await desk.answer()), ...reply }, 'key-3')
    const seen = await desk.view(distributor, id)
    expect(seen.duties.map(({ kind }) => kind)).toEqual(['distributor'])
    expect(seen.replies).toHaveLength(1)
    expect(seen.replies[0]?.by).toBeUndefined()
  })

  test('forwarding again under the same reference adds nothing', async () => {
    const first = await desk.post(distributor, forwards, body())
    const second = await desk.post(distributor, forwards, body(), 'key-2')
    expect(second.body).toEqual(first.body)
    await desk.run()
    expect((await desk.view(staff, caseIdOf(recallId, site.facilityId))).duties).toHaveLength(2)
  })

  test('of a recall that is unknown or closed is refused', async () => {
    expect((await desk.post(distributor, `/v1/recalls/${caseId}/forwards`, body())).status).toBe(404)
    await saveNotice(backEnd, { ...notice, status: 'terminated' })
    expect((await desk.post(distributor, forwards, body())).status).toBe(409)
  })
})
