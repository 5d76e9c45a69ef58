import { gapReportSchema, gapSummarySchema } from '@recallwire/domain/views/gap-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { createMoodyMailer } from '../gaps/open-gap-desk.test-support.ts'
import { caseId, pump } from '../letters/testing/sample-case.ts'
import { facilityId, organisationId, publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import {
  type ApiDesk,
  distributor,
  firm,
  openApiDesk,
  operator,
  regulator,
  staff,
  strangerId,
} from '../testing/open-api-desk.ts'
import { saveMatch } from '../testing/seed-recall.ts'

let backEnd: BackEnd
let desk: ApiDesk
const other = { ...firm, organisationId: strangerId }

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openApiDesk(backEnd, createMoodyMailer().mailer)
  await saveMatch(backEnd, pump, { recallId, facilityId, organisationId, judgedAt: publishedAt })
})
afterEach(async () => {
  await desk.http.close()
  await backEnd.close()
})

const report = async (path = `/v1/recalls/${recallId}/gaps`) =>
  gapReportSchema.parse((await desk.get(firm, path)).body)

test('firm, regulator and operator see that everyone was notified, and nobody else may ask', async () => {
  for (const actor of [firm, regulator, operator]) {
    const summary = gapSummarySchema.parse((await desk.get(actor, '/v1/gaps')).body)
    expect(summary).toMatchObject({
      at: desk.deps.clock.now(),
      recalls: [{ recallId, counts: { custodies: { owed: 1, notified: 1, gaps: 0 } } }],
    })
    expect((await desk.get(actor, `/v1/recalls/${recallId}/gaps`)).body).toMatchObject({ items: [] })
  }
  for (const actor of [staff, distributor]) expect((await desk.get(actor, '/v1/gaps')).status).toBe(403)
  expect((await desk.get(other, '/v1/gaps')).body).toMatchObject({ recalls: [] })
  expect((await desk.get(other, `/v1/recalls/${recallId}/gaps`)).status).toBe(404)
})

test('a unit that nobody was written to about is named with facility, stage and since when', async () => {
  const lost = { ...pump, matchId: 'm'.repeat(26), custodyId: 'c'.repeat(26) }
  const judgedAt = desk.deps.clock.now()
  await saveMatch(backEnd, lost, { recallId, facilityId, organisationId, judgedAt })
  const item = { facilityId, facilityName: 'Lakeside General Hospital', caseId, custodyId: lost.custodyId }
  expect((await report()).items).toEqual([
    { ...item, standing: { kind: 'on-its-way', stage: 'case', since: judgedAt } },
  ])
  desk.pass(300_000)
  expect(await report()).toMatchObject({
    counts: { custodies: { owed: 2, notified: 1, gaps: 1 }, oldestGapSince: judgedAt },
    items: [{ ...item, standing: { kind: 'gap', stage: 'case', since: judgedAt } }],
  })
  expect((await report(`/v1/recalls/${recallId}/gaps?after=${facilityId}`)).items).toEqual([])
})
