import { expect, test } from 'vitest'
import { renderDevices } from './render-devices.ts'

const id = 'a'.repeat(26)

test('devices name unit and site in a person’s words', () => {
  const device = { holdingId: id, custodyId: id, facilityId: id, openedAt: '', verdicts: [] }
  const facts = [
    { di: '00085412091570', serial: '765100' },
    { manufacturer: 'Example', ref: 'X-1', lot: 'L7', quantity: 3 },
    { di: '00085412091570', assetTag: 'BM-1' },
  ]
  const text = renderDevices(
    facts.map((known) => ({ ...device, facts: known })),
    false,
    [{ facilityId: id, code: 'NGH' }],
  )
  const cells = text.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))
  expect(cells.slice(1)).toEqual([
    ['NGH', '00085412091570', 'serial 765100'],
    ['NGH', 'Example X-1', 'lot L7 x 3'],
    ['NGH', '00085412091570', 'no serial or lot'],
  ])
})

test('a device says why each recall covers it or not', () => {
  const verdict = {
    value: 'possible' as const,
    because: 'the record has no serial',
    productId: 'P1',
    matchedBy: 'di' as const,
  }
  const device = {
    ...{ holdingId: id, custodyId: id, facilityId: id, openedAt: '', facts: { di: '00085412091570' } },
    verdicts: [{ recallId: id, verdict }],
  }
  expect(renderDevices([device], false, [])).toMatch(
    /VERDICT {2,}WHY\n.*possible {2,}the record has no serial$/,
  )
})
