import { at, recallId } from '@recallwire/domain/casework/case.test-support.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { timelineRowSchema } from '@recallwire/domain/report/timeline.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appendEvents } from '../append-events.ts'
import {
  type Audit,
  clinic,
  distributor,
  firm,
  hospital,
  jsonOf,
  openAudit,
  operator,
  otherFirm,
  regulator,
  stranger,
} from '../testing/open-audit.ts'
import {
  clinicId,
  createSample,
  denied,
  draftedOf,
  hospitalId,
  seedSample,
} from '../testing/sample-recall.ts'

let audit: Audit
beforeEach(async () => {
  audit = await openAudit()
  const sample = createSample()
  await seedSample(audit.backEnd, sample)
  await appendEvents(audit.backEnd.ledger, [denied('before'), ...sample.events])
  audit.serve()
})
afterEach(() => audit.close())

const path = (what: string, id = recallId) => `/v1/recalls/${id}/${what}`
const absentId = 'x'.repeat(26)

/** A problem but for the id of the request. */
async function problemOf(actor: typeof firm, url: string) {
  const answer = await audit.ask(actor, url)
  const { instance: _instance, ...problem } = z.looseObject({ instance: z.string() }).parse(jsonOf(answer))
  return { http: answer.status, ...problem }
}

describe('the status report', () => {
  const read = async (actor: typeof firm, query = '') =>
    statusReportSchema.parse(jsonOf(await audit.ask(actor, `${path('status-report')}${query}`)))

  test.each([
    ['the firm', firm],
    ['a regulator', regulator],
  ])('is told to %s', async (_who, actor) => {
    const report = await read(actor)
    expect([report.notified.count, report.responding.count, report.notResponding.facilityIds]).toEqual([
      2,
      1,
      [clinicId],
    ])
  })

  test('of another firm is like one that is not there', async () => {
    const foreign = await problemOf(otherFirm, path('status-report'))
    expect(foreign).toEqual(await problemOf(otherFirm, path('status-report', absentId)))
    expect(foreign.http).toBe(404)
  })

  test.each([
    ['hospitals', hospital],
    ['distributors', distributor],
    ['operators', operator],
  ])('is not for %s, whether the recall is there or not', async (_who, actor) => {
    const refused = await problemOf(actor, path('status-report'))
    expect(refused).toEqual(await problemOf(actor, path('status-report', absentId)))
    expect(refused.http).toBe(403)
  })

  test('of a draft is not there for its firm either: nobody was told yet', async () => {
    const { notice } = createSample()
    const draft: Notice = { ...notice, recallId: 'w'.repeat(26), status: 'draft', revisions: [] }
    await audit.backEnd.notices.save({
      id: draft.recallId,
      expectedVersion: 0,
      next: draft,
      events: [],
      causeId: 'draft',
    })
    expect((await problemOf(firm, path('status-report', draft.recallId))).http).toBe(404)
  })

  test('of the past reads as it did then', async () => {
    const before = await read(firm, `?asOf=${at(0, '23:00')}`)
    expect([before.responding.count, before.units.accountedFor]).toEqual([0, 0])
    const { responding } = await read(firm)
    expect(responding.count).toBe(1)
    await appendEvents(audit.backEnd.ledger, [draftedOf('later')])
    audit.pass(86_400_000)
    expect(await read(firm, `?asOf=${at(0, '23:00')}`)).toEqual(before)
  })

  test('names entries that are in the ledger for every figure', async () => {
    const { notified, responding } = await read(regulator)
    const rows = await audit.backEnd.ledger.rows(0, 1_000)
    for (const seq of [...notified.entries, ...responding.entries]) expect(rows[seq]?.recallId).toBe(recallId)
    expect(responding.entries.map((seq) => rows[seq]?.line)).toEqual([
      expect.stringContaining('recallwire.case-changed.v1#ReplyReceived'),
    ])
  })

  test('as of something that is no instant is refused', async () => {
    expect((await audit.ask(firm, `${path('status-report')}?asOf=yesterday`)).status).toBe(400)
  })
})

describe('the timeline', () => {
  const read = async (actor: typeof firm, query = '') =>
    z.array(timelineRowSchema).parse(jsonOf(await audit.ask(actor, `${path('timeline')}${query}`)))
  const facilities = (rows: readonly z.infer<typeof timelineRowSchema>[]) =>
    new Set(rows.map(({ facilityId }) => facilityId))
  const words = (rows: readonly { readonly what: string }[]) => rows.map(({ what }) => what).join('\n')

  test.each([
    ['the firm', firm],
    ['a regulator', regulator],
  ])('shows everything to %s', async (_who, actor) => {
    const rows = await read(actor)
    expect(facilities(rows)).toEqual(new Set([undefined, hospitalId, clinicId]))
    expect(words(rows)).toContain('A draft of the notice')
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted())
  })

  test.each([
    ['hospital', hospital, hospitalId],
    ['clinic', clinic, clinicId],
  ])('shows the %s its own part and what everyone was told, and no draft', async (_who, actor, own) => {
    const rows = await read(actor)
    expect(facilities(rows)).toEqual(new Set([undefined, own]))
    expect(words(rows)).toContain('published revision 1')
    expect(words(rows)).not.toContain('draft')
    const elsewhere = (await read(firm)).filter(({ facilityId }) => facilityId === own)
    expect(rows.filter(({ facilityId }) => facilityId === own)).toEqual(elsewhere)
  })

  test('shows a distributor the facility it wrote to, and not who else wrote', async () => {
    const rows = await read(distributor)
    expect(facilities(rows)).toEqual(new Set([undefined, hospitalId]))
    expect(words(rows)).toContain('Meridian Supply')
    expect(words(rows)).not.toMatch(/Corner Supplies|Northwind Devices \(/)
    expect(words(await read(hospital))).toContain('Corner Supplies')
  })

  test('of one facility is what that facility sees', async () => {
    expect(await read(firm, `?facilityId=${clinicId}`)).toEqual(await read(clinic))
    expect(await read(hospital, `?facilityId=${hospitalId}`)).toEqual(await read(hospital))
  })

  test.each([
    ['a hospital without a case', stranger, path('timeline')],
    ['another firm', otherFirm, path('timeline')],
    ['a hospital that asks for the clinic', hospital, `${path('timeline')}?facilityId=${clinicId}`],
  ])('is like one that is not there for %s', async (_who, actor, url) => {
    expect(await problemOf(actor, url)).toEqual(await problemOf(actor, path('timeline', absentId)))
    expect((await audit.ask(actor, url)).status).toBe(404)
  })
})
