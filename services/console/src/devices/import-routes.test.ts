import { importViewSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { eastId, listed } from '../testing/sample-cases.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const importId = listed.matchId
const stored = importViewSchema.parse({
  importId,
  status: 'committed',
  accepted: 2,
  refused: 0,
  refusals: [],
  startedAt: start,
})

describe('a list that was checked', () => {
  const checked = {
    ...stored,
    status: 'checked',
    dryRun: true,
    complete: true,
    keptUntil: '2031-06-20T23:00:00.000Z',
    wouldBe: 'committed',
    difference: {
      facilities: [
        {
          facilityId: eastId,
          ...{ added: 1, changed: 1, unchanged: 5, removed: 3, returning: 0, older: 1, unlisted: 3, live: 9 },
        },
      ],
      examples: [
        {
          kind: 'changed',
          row: 4,
          facilityId: eastId,
          holdingId: listed.unitKey,
          facts: listed.facts,
          changes: [{ field: 'location', before: 'Ward 1', after: 'Ward 2' }],
        },
      ],
      behind: 0,
    },
  }
  const address = `/devices/imports/${importId}`

  const shown = async (change: object, who: 'manager' | 'staff' = 'manager') => {
    site.api.on(`GET /v1/imports/${importId}`, { body: importViewSchema.parse({ ...checked, ...change }) })
    return (await site.get(address, await site.signIn(who))).body
  }

  test('shows what it would change, and asks by name before many units go', async () => {
    const body = await shown({ wouldBe: 'removals-need-confirmation' })
    expect(body).toContain('location: Ward 1 → Ward 2')
    expect(body).toContain('Eastfield Hospital: 3 of 9 units (34 %) are not on the list.')
    expect(body).toContain('name="confirmRemovals"')
    expect(body).toContain('Store the list')
  })

  test('asks nothing more where few units go', async () => {
    const [difference] = checked.difference.facilities
    const few = { ...checked.difference, facilities: [{ ...difference, unlisted: 0 }] }
    const body = await shown({ difference: few })
    expect(body).not.toContain('confirmRemovals')
    expect(body).toContain('Store the list')
  })

  test.each([
    [
      'rows are refused',
      { wouldBe: 'rows-refused', refused: 1, refusals: [{ row: 3, field: 'udi', reason: 'r' }] },
    ],
    ['an hour is over', { keptUntil: '2000-01-01T00:00:00.000Z' }],
  ])('cannot be stored where %s', async (_why, change) => {
    expect(await shown(change)).not.toContain('Store the list')
  })

  test('is shown again where its removals were not confirmed', async () => {
    const doubtful = importViewSchema.parse({ ...checked, wouldBe: 'removals-need-confirmation' })
    site.api.on(`GET /v1/imports/${importId}`, { body: doubtful })
    site.api.on(`POST /v1/imports/${importId}/commit`, {
      status: 409,
      body: { type: 'urn:recallwire:problem:removals-need-confirmation', title: 'So many', status: 409 },
    })
    const answer = await site.submit(`${address}/commit`, await site.signIn('manager'), {})
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('href="#confirmRemovals-true"')
    expect(answer.body).toContain('Store the list')
  })

  test('is stored as it was checked, once the person says so', async () => {
    site.api.on(`POST /v1/imports/${importId}/commit`, { status: 202, body: stored })
    const cookie = await site.signIn('manager')
    const answer = await site.submit(`${address}/commit`, cookie, { confirmRemovals: 'true' })
    expect(answer.headers.location).toBe(`${address}?notice=devices-stored`)
    expect(site.api.last('POST').query.get('confirmRemovals')).toBe('true')
    await site.submit(`${address}/commit`, cookie, {})
    expect(site.api.last('POST').query.get('confirmRemovals')).toBe('false')
  })
})
