import { timelineRowSchema } from '@recallwire/domain/report/timeline.ts'
import { matchItemSchema, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Installation, openInstallation } from './support/installation.ts'
import { openRecord, type RecallRecord } from './support/recall-record.ts'

describe('two people of the firm decide on the only unit of a home', () => {
  let installation: Installation
  let record: RecallRecord

  beforeAll(async () => {
    installation = await openInstallation('2025-06-20T14:00:00.000Z')
    await installation.pass(10_000)
    record = await openRecord(installation)
  })
  afterAll(() => installation?.close())

  const reason = 'Rebuilt at the depot with the new latch.'
  const unit = () => record.unitAt('OML', '793079')
  const matches = (rest: string) => `/v1/recalls/${record.recallId}/matches${rest}`
  const rowsAbout = async (name: string) => {
    const answer = await installation.as(name).get(`/v1/recalls/${record.recallId}/timeline`)
    const about = /^(Someone|A second person|The proposal|The decision)/
    return z
      .array(timelineRowSchema)
      .parse(answer)
      .filter(({ what }) => about.test(what))
  }

  test('nothing changes for the home until a second person has confirmed', async () => {
    const before = await record.caseAt('OML')
    const { matchId } = await unit()
    const proposal = { value: 'outside', reason }
    await installation.as('Dana Whitlock').post(matches(`/${matchId}/override`), 'propose-1', proposal)
    await installation.pass(60_000)
    expect(await record.caseAt('OML')).toEqual(before)
    const waiting = await installation.as('Priya Raman').get(matches('?override=proposed'))
    expect(matchPageSchema.parse(waiting).items.map((item) => item.matchId)).toEqual([matchId])
  })

  test('once confirmed the home is released by a letter, as by a narrower notice', async () => {
    const { matchId } = await unit()
    const confirm = installation
      .as('Priya Raman')
      .post(matches(`/${matchId}/override/confirm`), 'confirm-1', {})
    expect(matchItemSchema.parse(await confirm).verdict.because).toMatch(
      /^two people of Baxter .* decided on/,
    )
    await installation.pass(60_000)
    const { status, stoodDown, letters, steps } = await record.caseAt('OML')
    expect([status, stoodDown, letters.at(-1)?.kind]).toEqual(['done', true, 'stand-down'])
    expect(steps.filter(({ state }) => state === 'planned')).toEqual([])
    expect((await record.report()).stoodDown.count).toBe(1)
  })

  test('a new fact about the unit brings it back, and the home is told', async () => {
    const { facts } = await unit()
    const device = {
      facilityId: record.facilityId('OML'),
      di: facts.di,
      serial: facts.serial,
      softwareVersion: '9.99',
      observedAt: installation.clock.now(),
    }
    await installation.as('Greta Ilves').post('/v1/devices', 'new-software', device)
    await installation.pass(60_000)
    expect((await unit()).verdict).toMatchObject({
      value: 'affected',
      because: expect.stringContaining('793079'),
    })
    const { status, letters } = await record.caseAt('OML')
    expect([status, letters.at(-1)?.kind]).toEqual(['open', 'supplement'])
  })

  test('the ledger tells who did what: all of it to a regulator, what was decided to the home', async () => {
    const told = (await rowsAbout('Judith Osei')).map(({ actor, what }) => [actor.role, what])
    expect(told).toEqual([
      ['manufacturer-editor', expect.stringContaining(reason)],
      ['manufacturer-approver', expect.stringContaining('confirmed that a unit is not affected')],
      ['service', expect.stringContaining("because the unit's facts changed: it is affected")],
    ])
    expect((await rowsAbout('Greta Ilves')).map(({ actor }) => actor.role)).toEqual([
      'manufacturer-approver',
      'service',
    ])
  })
})
