import type { Role } from '@recallwire/domain/access/actor.ts'
import type { MatchItem, MatchPage } from '@recallwire/domain/views/device-view.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { facility, firmId, recall } from '../fixtures/events.ts'
import { openTestApi, type TestApi } from './routes.test-support.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.close())

const { organisationId: ownerA } = facility('a')
const regulator = 'g'.repeat(26)

describe('the verdict of one unit that people decide', () => {
  const matches = `/v1/recalls/${recall}/matches`
  const reason = 'Rebuilt at the depot.'
  const propose = { value: 'outside', reason }
  const unitOf = async (serial: string) => {
    const { body } = await api.ask<MatchPage>('manufacturer-editor', firmId, matches)
    const item = body.items.find(({ facts }) => facts.serial === serial)
    return `${matches}/${item?.matchId}`
  }
  const waiting = async (role: Role, organisationId: string) =>
    (await api.ask<MatchPage>(role, organisationId, `${matches}?override=proposed`)).body.items.map(
      ({ facts }) => facts.serial,
    )

  test('is proposed, listed, and confirmed by a second person', async () => {
    const unit = await unitOf('1001')
    const proposed = await api.tell<MatchItem>('manufacturer-editor', 'one', `${unit}/override`, propose)
    expect(proposed).toMatchObject({ status: 200, body: { proposal: { value: 'outside', changed: [] } } })
    expect(await waiting('manufacturer-approver', firmId)).toEqual(['1001'])
    expect(await waiting('regulator', regulator)).toEqual(['1001'])
    const own = await api.tell<object>('manufacturer-approver', 'one', `${unit}/override/confirm`, {})
    expect(own).toMatchObject({ status: 403, body: { type: 'urn:recallwire:problem:same-person' } })
    const { proposedAt } = proposed.body.proposal ?? {}
    const confirmed = await api.tell<MatchItem>('manufacturer-approver', 'two', `${unit}/override/confirm`, {
      proposedAt,
    })
    expect(confirmed).toMatchObject({
      status: 200,
      body: { verdict: { value: 'outside' }, override: { value: 'outside' } },
    })
    expect(await waiting('manufacturer-approver', firmId)).toEqual([])
    const decided = await api.ask<MatchPage>('manufacturer-editor', firmId, `${matches}?override=decided`)
    expect(decided.body.items).toHaveLength(1)
  })

  test('shows its facility the decision in a sentence, and never a proposal', async () => {
    const unit = await unitOf('1001')
    await api.tell('manufacturer-editor', 'one', `${unit}/override`, propose)
    expect(await waiting('facility-staff', ownerA)).toEqual([])
    const before = await api.ask<MatchItem>('facility-staff', ownerA, unit)
    expect(before.body).not.toHaveProperty('proposal')
    await api.tell('manufacturer-approver', 'two', `${unit}/override/confirm`, {})
    const after = await api.ask<MatchItem>('facility-staff', ownerA, unit)
    expect(after.body.verdict.because).toContain('two people of Northwind Devices')
    expect(after.body).not.toHaveProperty('override')
    expect((await api.ask('facility-staff', facility('b').organisationId, unit)).status).toBe(404)
  })

  test('is as absent to another firm as a unit that is not there', async () => {
    const unit = await unitOf('1001')
    const nothing = `${matches}/${'z'.repeat(26)}`
    const other = await api.tell<object>(
      'manufacturer-editor',
      'x',
      `${unit}/override`,
      propose,
      'h'.repeat(26),
    )
    const absent = await api.tell<object>('manufacturer-editor', 'x', `${nothing}/override`, propose)
    expect([other.status, absent.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })

  test('is declined, and only an approver may', async () => {
    const unit = await unitOf('1002')
    await api.tell('manufacturer-editor', 'one', `${unit}/override`, propose)
    expect((await api.tell('manufacturer-editor', 'two', `${unit}/override/decline`, {})).status).toBe(403)
    const declined = await api.tell<MatchItem>('manufacturer-approver', 'two', `${unit}/override/decline`, {})
    expect(declined).toMatchObject({ status: 200, body: { verdict: { value: 'affected' } } })
    expect(await waiting('manufacturer-approver', firmId)).toEqual([])
    const again = await api.tell<object>('manufacturer-approver', 'two', `${unit}/override/decline`, {})
    expect(again).toMatchObject({ status: 409, body: { type: 'urn:recallwire:problem:nothing-proposed' } })
  })

  test('needs a reason', async () => {
    const unit = await unitOf('1001')
    const refused = await api.tell<object>('manufacturer-editor', 'one', `${unit}/override`, {
      value: 'outside',
      reason: ' ',
    })
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } })
  })
})
