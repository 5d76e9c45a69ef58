import type { NoticeContentInput } from '@recallwire/domain/notice/notice-content.ts'
import { type Client, textAt } from './ingestion.test-support.ts'

/** An invented product: its DI and the prefix of its invented labeller. */
export const pumpDi = '09506000134352'
export const pumpPrefix = '9506000'

export const product = (change: object = {}) => ({
  productId: 'P1',
  name: 'Bedside pump',
  manufacturer: 'Northwind Devices Inc.',
  refs: ['NW-100'],
  dis: [pumpDi],
  units: { serials: ['1001', '1002'] },
  verbatim: 'Serial numbers 1001 and 1002',
  ...change,
})

export const content = (change: Partial<NoticeContentInput> = {}): NoticeContentInput => ({
  title: 'Bedside pump may stop without alarm',
  action: 'correction',
  recallClass: null,
  sourceStatus: 'notice',
  initiatedOn: '2025-06-02',
  reason: 'A worn latch can open.',
  hazard: 'Therapy may be interrupted.',
  injuries: { serious: 0, deaths: 0 },
  instructions: ['Take listed pumps out of service.'],
  products: [product()],
  contact: { name: 'Recall desk', phone: '800-555-0142', email: 'recalls@northwind.example.com' },
  sources: [{ title: 'Letter to customers', publisher: 'Northwind', rank: 1, text: 'Serials 1001, 1002' }],
  ...change,
})

export const address = {
  street: '1 Elm Street',
  city: 'Rivertown',
  region: 'IL',
  postalCode: '60000',
  country: 'US',
}

export async function addFacility(client: Client, code = 'MAIN'): Promise<string> {
  const { status, body, raw } = await client.post('/v1/facilities', {
    code,
    name: `Rivertown Clinic ${code}`,
    address,
    timeZone: 'America/Chicago',
  })
  if (status !== 201) throw new Error(raw)
  return textAt(body, 'facilityId')
}

export const observedAt = '2025-06-20T12:00:00.000Z'
