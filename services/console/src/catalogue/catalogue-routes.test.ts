import { catalogueDeviceViewSchema } from '@recallwire/domain/views/catalogue-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on('GET /v1/catalogue', { body: { records: 4312 } })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const [each, box] = ['09506000134352', '19506000134359'] as const
const device = catalogueDeviceViewSchema.parse({
  di: each,
  records: [
    {
      recordKey: 'K1',
      version: { number: 3, date: '2025-01-31' },
      company: 'Northwind <Devices>',
      brand: 'Bedside Pump',
      versionOrModel: 'NW-100',
      identifiers: [
        { di: each, type: 'primary', agency: 'gs1' },
        {
          di: box,
          type: 'package',
          agency: 'gs1',
          containedDi: each,
          quantity: 10,
          status: 'In Commercial Distribution',
        },
      ],
      onLabel: { lot: false, serial: true, expiryDate: false, manufactureDate: true, donationId: false },
      distribution: { status: 'In Commercial Distribution' },
    },
  ],
  links: [{ di: box, recordKey: 'K1', sure: true }],
})
const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the page of the device catalogue', () => {
  test('says how many records are held before anything is asked', async () => {
    const { body } = await site.get('/catalogue', await site.signIn('staff'))
    expect(textOf(body)).toContain("4,312 records of FDA's public device catalogue (GUDID) are held here.")
    expect(body).toContain('method="get"')
  })

  test.each([
    ['a bare identifier', '9506000134352'],
    ['a whole UDI', `(01)${each}(21)700100`],
  ])('looks up %s and shows its packages with what they contain', async (_case, asked) => {
    site.api.on(`GET /v1/catalogue/devices/${each}`, { body: device })
    const { body } = await site.get(
      `/catalogue?di=${encodeURIComponent(asked)}`,
      await site.signIn('manager'),
    )
    const text = textOf(body)
    expect(text).toContain(`A recall of it finds units of ${box} too.`)
    expect(text).toContain(`10 × ${each}`)
    expect(text).toContain('serial number, date of manufacture')
    expect(body).toContain(`href="/catalogue?di=${box}"`)
    expect(body).toContain('Northwind &lt;Devices&gt;')
  })

  test('says of an identifier in two records that a person decides', async () => {
    const links = [{ di: box, recordKey: 'K1', sure: false }]
    site.api.on(`GET /v1/catalogue/devices/${each}`, { body: { ...device, links } })
    const { body } = await site.get(`/catalogue?di=${each}`, await site.signIn('staff'))
    expect(textOf(body)).toContain('units of it are possible at most')
  })

  test('says of an unknown identifier that this proves nothing', async () => {
    site.api.on(`GET /v1/catalogue/devices/${box}`, {
      status: 404,
      body: { title: 'No such device', status: 404 },
    })
    const { body, statusCode } = await site.get(`/catalogue?di=${box}`, await site.signIn('staff'))
    expect(statusCode).toBe(200)
    expect(textOf(body)).toContain('It is in no record held here.')
  })
})
