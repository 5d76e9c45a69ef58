import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from '../../packages/embedded/src/open-embedded.ts'
import { address, content, product } from '../../services/ingestion/src/fixtures.test-support.ts'
import { type Client, openTestHouse } from '../../services/ingestion/src/ingestion.test-support.ts'
import { payloads } from './payloads.ts'

let backEnd: BackEnd
let site: Client
let firm: Client

beforeAll(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  const house = await openTestHouse(backEnd)
  site = (await house.tenant('provider', 'facility-manager')).client
  firm = (await house.tenant('manufacturer', 'manufacturer-approver')).client
})
afterAll(() => backEnd.close())

const refusalSchema = z.object({ errors: z.array(z.object({ pointer: z.string() })).min(1) })
const pointersOf = (body: unknown) => refusalSchema.parse(body).errors.map(({ pointer }) => pointer)

test('every naughty text goes in and comes back as it was, or is refused with the name of its field: facilities', async () => {
  let kept = 0
  for (const [index, text] of payloads.entries()) {
    const name = text.slice(0, 200)
    const body = {
      code: `S${index}`,
      name,
      address: { ...address, street: name },
      timeZone: 'America/Chicago',
    }
    const { status, body: answer } = await site.post('/v1/facilities', body)
    if (status === 201) {
      kept += 1
      expect(answer).toMatchObject({ name: name.trim(), address: { street: name.trim() } })
    } else {
      expect(status, JSON.stringify(name)).toBe(400)
      for (const pointer of pointersOf(answer)) expect(['/name', '/address/street']).toContain(pointer)
    }
  }
  const listed = z
    .array(z.object({ code: z.string(), name: z.string() }))
    .parse((await site.get('/v1/facilities')).body)
  expect(listed).toHaveLength(kept)
  for (const { code, name } of listed)
    expect(name).toBe(payloads[Number(code.slice(1))]?.slice(0, 200).trim())
  expect(kept).toBeGreaterThan(450)
})

test('every naughty text goes in and comes back as it was, or is refused with the name of its field: notices', async () => {
  let kept = 0
  for (const [index, text] of payloads.entries()) {
    const line = text.slice(0, 200)
    const written = content({
      title: line,
      reason: text,
      hazard: text,
      instructions: [text],
      products: [product({ name: line, verbatim: text })],
    })
    const { status, body } = await firm.post('/v1/notices', { reference: `N-${index}`, content: written })
    if (status !== 201) {
      expect([400, 422], JSON.stringify(text)).toContain(status)
      for (const pointer of pointersOf(body))
        expect(pointer).toMatch(
          /^\/content\/(title|reason|hazard|instructions\/0|products\/0\/(name|verbatim))$/,
        )
      continue
    }
    kept += 1
    const { recallId } = z.object({ recallId: z.string() }).parse(body)
    expect((await firm.get(`/v1/notices/${recallId}`)).body).toMatchObject({
      draft: {
        content: {
          title: line.trim(),
          reason: text.trim(),
          hazard: text.trim(),
          instructions: [text.trim()],
          products: [{ name: line.trim(), verbatim: text.trim() }],
        },
      },
    })
  }
  expect(kept).toBeGreaterThan(450)
})
