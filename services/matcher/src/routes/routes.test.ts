import type { InventoryPage, MatchPage } from '@recallwire/domain/views/device-view.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { facility, firmId, recall } from '../fixtures/events.ts'
import { ofType, published } from '../matcher.test-support.ts'
import { openTestApi, type TestApi } from './routes.test-support.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.close())

const { facilityId: siteA, organisationId: ownerA } = facility('a')
const regulator = 'g'.repeat(26)

describe('GET /v1/devices', () => {
  const devices = `/v1/devices?facilityId=${siteA}`
  const because = `${devices}&reason=Inspection%2025-12`

  test('shows a facility its own devices with location and verdicts', async () => {
    const { status, body } = await api.ask<InventoryPage>('facility-staff', ownerA, devices)
    expect(status).toBe(200)
    expect(
      body.items.map(({ facts, verdicts }) => [facts.serial, facts.location, verdicts[0]?.verdict.value]),
    ).toEqual(
      expect.arrayContaining([
        ['1001', 'ICU 3 West', 'affected'],
        ['7777', undefined, 'outside'],
      ]),
    )
    expect(ofType(await published(api.backEnd, 'audit.events'), 'recallwire.inventory-read.v1')).toEqual([])
  })

  test("answers another's facility and an absent one alike", async () => {
    const other = await api.ask<object>('facility-manager', facility('b').organisationId, devices)
    const absent = await api.ask<object>(
      'facility-manager',
      ownerA,
      `/v1/devices?facilityId=${'z'.repeat(26)}`,
    )
    expect([other.status, absent.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })

  test('asks a regulator for a reason', async () => {
    const { status, body } = await api.ask<object>('regulator', regulator, devices)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errors: [{ pointer: '/reason' }] })
  })

  test("has a regulator's look in the log before it is answered", async () => {
    const { status, body } = await api.ask<InventoryPage>('regulator', regulator, because)
    expect([status, body.items.length]).toEqual([200, 2])
    const [event] = ofType(await published(api.backEnd, 'audit.events'), 'recallwire.inventory-read.v1')
    expect(event?.data).toEqual({
      organisationId: ownerA,
      facilityId: siteA,
      reason: 'Inspection 25-12',
      rows: 2,
    })
    expect(event?.actor.organisationId).toBe(regulator)
  })

  test('refuses a firm', async () => {
    expect((await api.ask('manufacturer-editor', firmId, devices)).status).toBe(403)
  })
})

describe('GET /v1/recalls/:recallId/matches', () => {
  const matches = `/v1/recalls/${recall}/matches`

  test("shows the recall's firm every facility's units without their location", async () => {
    const { status, body, text } = await api.ask<MatchPage>('manufacturer-editor', firmId, matches)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ affected: 2, possible: 0, outside: 1 })
    expect(body.items.map(({ facts }) => facts.serial).sort()).toEqual(['1001', '1002', '7777'])
    expect(text).not.toContain('ICU 3 West')
  })

  test('shows a facility its own units and counts no others', async () => {
    const { body } = await api.ask<MatchPage>('facility-staff', facility('b').organisationId, matches)
    expect(body.counts).toEqual({ affected: 1, possible: 0, outside: 0 })
    expect(body.items.map(({ facts }) => facts.serial)).toEqual(['1002'])
  })

  test('shows a regulator all of them', async () => {
    expect((await api.ask<MatchPage>('regulator', regulator, matches)).body.items).toHaveLength(3)
  })

  test("answers another firm's recall and an absent one alike", async () => {
    const other = await api.ask<object>('manufacturer-approver', 'h'.repeat(26), matches)
    const absent = await api.ask<object>(
      'manufacturer-approver',
      firmId,
      `/v1/recalls/${'z'.repeat(26)}/matches`,
    )
    expect([other.status, absent.status]).toEqual([404, 404])
    expect({ ...other.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
  })
})
