import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { content, product, pumpPrefix } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

let backEnd: BackEnd
let house: TestHouse
let editor: Client
let approver: Client

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  const firm = await house.tenant('manufacturer', 'manufacturer-approver', { labellerPrefixes: [pumpPrefix] })
  approver = firm.client
  editor = (await house.colleague(approver, 'manufacturer-editor')).client
})
afterEach(() => backEnd.close())

const draft = async (change: object = {}, reference = 'NW-2025-01') =>
  editor.post('/v1/notices', { reference, content: content(change) })

describe('a draft', () => {
  test('is stored, and replaced by storing it again', async () => {
    expect(await draft()).toMatchObject({
      status: 201,
      body: { status: 'draft', revision: 0, waiting: 'draft' },
    })
    const again = await draft({ title: 'Another title' })
    const recallId = textAt(again.body, 'recallId')
    expect((await editor.get(`/v1/notices/${recallId}`)).body).toMatchObject({
      title: 'Another title',
      revisions: [],
    })
    expect((await editor.get('/v1/recalls')).body).toHaveLength(1)
  })

  test.each<[string, object, readonly string[]]>([
    [
      'a serial listed for two products',
      { products: [product(), product({ productId: 'P2' })] },
      ['/content/products/1/units/serials/0', '/content/products/1/units/serials/1'],
    ],
    [
      'a serial twice in one product',
      { products: [product({ units: { anyOf: [{ serials: ['1'] }, { serials: ['1'] }] } })] },
      ['/content/products/0/units/anyOf/1/serials/0'],
    ],
    [
      'a lot twice',
      { products: [product({ units: { lots: ['A', 'A'] } })] },
      ['/content/products/0/units/lots/1'],
    ],
    [
      'several serials in one place',
      { products: [product({ units: { serials: ['1001, 1002'] } })] },
      ['/content/products/0/units/serials/0'],
    ],
    [
      'a device identifier among the serials',
      { products: [product({ units: { serials: ['09506000134352'] } })] },
      ['/content/products/0/units/serials/0'],
    ],
    ['a placeholder contact', { contact: { ...content().contact, name: 'TBD' } }, ['/content/contact/name']],
    [
      'a product of another labeller',
      { products: [product({ dis: ['00614141999996'] })] },
      ['/content/products/0/dis/0'],
    ],
  ])('is refused for %s', async (_what, change, pointers) => {
    const answer = await draft(change)
    expect(answer).toMatchObject({ status: 422, body: { errors: pointers.map((pointer) => ({ pointer })) } })
    expect((await editor.get('/v1/recalls')).body).toEqual([])
  })

  test('is refused for a wrong check digit and a placeholder address by the field at fault', async () => {
    const wrongDi = await draft({ products: [product({ dis: ['09506000134353'] })] })
    expect(wrongDi).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/content/products/0/dis/0' }] },
    })
    const contact = { ...content().contact, email: 'noreply@northwind.example.com' }
    expect(await draft({ contact })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/content/contact/email' }] },
    })
  })

  test('may name a serial again where it is excepted', async () => {
    const units = { allOf: [{ serials: ['1001', '1002'] }, { not: { serials: ['1002'] } }] }
    expect(await draft({ products: [product({ units })] })).toMatchObject({ status: 201 })
  })

  test('is absent for every other organisation, a regulator and other firms included', async () => {
    const recallId = textAt((await draft()).body, 'recallId')
    for (const [kind, role] of [
      ['manufacturer', 'manufacturer-approver'],
      ['regulator', 'regulator'],
      ['provider', 'facility-manager'],
    ] as const) {
      const { client } = await house.tenant(kind, role)
      expect((await client.get('/v1/recalls')).body).toEqual([])
      expect((await client.get(`/v1/recalls/${recallId}`)).status).toBe(404)
    }
    const rival = (await house.tenant('manufacturer', 'manufacturer-approver')).client
    const here = [
      await rival.get(`/v1/notices/${recallId}/reach`),
      await rival.post(`/v1/notices/${recallId}/approve`),
    ]
    const nowhere = await rival.post(`/v1/notices/${'a'.repeat(26)}/approve`)
    for (const answer of here) expect(answer.status).toBe(nowhere.status)
    expect(textAt(here[1]?.body, 'type')).toBe(textAt(nowhere.body, 'type'))
  })
})
