import { describe, expect, test } from 'vitest'
import { deviceOfResource } from './device-of-resource.ts'

const facilityId = 'a'.repeat(26)
const main = 'b'.repeat(26)
const di = '09506000134352'
const observedAt = '2025-06-20T12:00:00.000Z'
const rules = {
  defaults: { facilityId, observedAt },
  facilityIdOfCode: new Map([['MAIN', main]]),
  today: '2025-06-20',
}
const read = (resource: object, change: object = {}) =>
  deviceOfResource({ resourceType: 'Device', ...resource }, { ...rules, ...change })

function fieldsOf(resource: object, change: object = {}) {
  const reading = read(resource, change)
  return reading.kind === 'device' ? reading.value : reading
}
const warningsOf = (resource: object) => {
  const reading = read(resource)
  return reading.kind === 'device'
    ? reading.warnings.map(({ field, reason }) => `${field}: ${reason}`)
    : reading
}
const packed = (text: string) => Buffer.from(text, 'latin1').toString('base64')

const element = { coding: [{ system: 'urn:iso:std:iso:11073:10101', code: '531975' }] }

describe('a FHIR Device', () => {
  test('of R4 gives product, unit, dates, software, tag and place', () => {
    const resource = {
      id: 'pump-7',
      meta: { versionId: '3', lastUpdated: '2025-06-01T08:00:00-05:00' },
      identifier: [
        { system: 'https://cmms.example.org/asset', value: 'BM-7' },
        { system: 'urn:uuid', value: '51' },
      ],
      udiCarrier: [{ deviceIdentifier: di, carrierHRF: `(01)${di}(10)L-9(21)1001` }],
      status: 'active',
      manufacturer: 'Northwind Devices',
      manufactureDate: '2024-01-02T10:00:00Z',
      expirationDate: '2030-01-02',
      lotNumber: 'L-9',
      serialNumber: '1001',
      deviceName: [{ name: 'Pump', type: 'user-friendly-name' }],
      modelNumber: 'NW-100',
      version: [{ type: element, value: '8.01.01' }],
      patient: { reference: 'Patient/4711' },
      owner: { reference: 'Organization/MAIN' },
      location: { reference: 'Location/99', display: 'ICU 3 West' },
    }
    expect(read(resource)).toEqual({
      kind: 'device',
      value: {
        facilityId: main,
        udi: `(01)${di}(10)L-9(21)1001`,
        di,
        serial: '1001',
        lot: 'L-9',
        manufacturer: 'Northwind Devices',
        ref: 'NW-100',
        assetTag: 'BM-7',
        softwareVersion: '8.01.01',
        manufacturedOn: '2024-01-02',
        expiresOn: '2030-01-02',
        location: 'ICU 3 West',
        observedAt,
        sourceVersion: 3,
      },
      problems: [],
      warnings: [],
    })
  })

  test('of R5 is read as well, and what R5 asks for is missed', () => {
    const resource = {
      name: [{ value: 'Pump', type: 'registered-name' }],
      udiCarrier: [{ carrierHRF: `(01)${di}(21)1` }],
    }
    expect(fieldsOf(resource)).toMatchObject({ udi: `(01)${di}(21)1` })
    expect(warningsOf(resource)).toEqual([
      'udiCarrier/0/deviceIdentifier: is missing, which FHIR R5 asks for',
      'udiCarrier/0/issuer: is missing, which FHIR R5 asks for',
    ])
  })

  test('is read from the scan before the text under it, since the scan has the separators', () => {
    const scan = `01${di}10L-9\u001d211001`
    const udiCarrier = [{ deviceIdentifier: di, carrierAIDC: packed(scan), carrierHRF: `(01)${di}` }]
    expect(fieldsOf({ udiCarrier })).toMatchObject({ udi: scan, di })
    expect(warningsOf({ udiCarrier })).toEqual([])
  })

  test.each([
    [
      { udiCarrier: [{ deviceIdentifier: `(01)${di}` }] },
      { di },
      /^udiCarrier\/0\/deviceIdentifier: holds a carrier/,
    ],
    [
      { udiCarrier: [{ deviceIdentifier: `(01)${di}(21)7` }] },
      { di, udi: `(01)${di}(21)7` },
      /^udiCarrier\/0\/deviceIdentifier: holds a carrier/,
    ],
    [
      { serialNumber: `(01)${di}(21)7` },
      { udi: `(01)${di}(21)7` },
      /^serialNumber: holds a whole UDI carrier/,
    ],
    [
      { serialNumber: '+A999ABC123DE0/$+1234567Y' },
      { udi: '+A999ABC123DE0/$+1234567Y' },
      /^serialNumber: holds a whole/,
    ],
    [
      { udiCarrier: [{ carrierAIDC: `(01)${di}(21)7` }] },
      { udi: `(01)${di}(21)7` },
      /^udiCarrier\/0\/carrierAIDC: is not base64/,
    ],
    [
      { serialNumber: '7', udiCarrier: [{ deviceIdentifier: di, carrierAIDC: 'AAEC' }] },
      { di, serial: '7' },
      /^udiCarrier\/0\/carrierAIDC: is no base64 of a scanned text/,
    ],
    [{ serialNumber: '7', expirationDate: '2030-01' }, { serial: '7' }, /^expirationDate: 2030-01 is no day/],
    [
      { modelNumber: 'V6', partNumber: 'NW-100' },
      { ref: 'NW-100' },
      /^partNumber: NW-100 was read as the catalogue/,
    ],
  ])('with dirt in it, as %j, is read and remarked on', (resource, value, remark) => {
    expect(fieldsOf(resource)).toMatchObject(value)
    expect(fieldsOf(resource)).not.toHaveProperty('serial', expect.stringContaining('01'))
    expect(warningsOf(resource)).toEqual([expect.stringMatching(remark)])
  })

  test.each([
    [[{ value: '6.02' }], '6.02', 0],
    [[{ value: '6.02', type: { text: 'Hardware revision' } }], undefined, 1],
    [
      [
        { value: 'B', type: { text: 'Hardware' } },
        { value: '6.02', type: element },
      ],
      '6.02',
      0,
    ],
    [[{ value: '6.02' }, { value: '8.01' }], undefined, 1],
    [
      [
        { value: '6.02', type: element },
        { value: '1.1', type: { text: 'Firmware' } },
      ],
      undefined,
      1,
    ],
    [[], undefined, 0],
  ])('with the versions %j has the software %s', (version, software, remarks) => {
    expect(fieldsOf({ version })).toEqual(
      software === undefined
        ? { facilityId, observedAt }
        : { facilityId, observedAt, softwareVersion: software },
    )
    expect(warningsOf({ version })).toHaveLength(remarks)
  })

  test('takes for its tag what says that it is one, and none of several', () => {
    const tag = (value: string) => ({ type: { text: 'Asset number' }, value })
    expect(fieldsOf({ identifier: [{ value: '51' }] })).not.toHaveProperty('assetTag')
    expect(fieldsOf({ identifier: [tag('A'), { value: '51' }] })).toMatchObject({ assetTag: 'A' })
    expect(fieldsOf({ identifier: [tag('A'), tag('B')] })).not.toHaveProperty('assetTag')
    expect(warningsOf({ identifier: [tag('A'), tag('B')] })).toHaveLength(1)
  })

  test('is removed where it is inactive, and passed over where it was entered in error', () => {
    expect(fieldsOf({ status: 'inactive' })).toMatchObject({ presence: 'removed' })
    expect(read({ status: 'entered-in-error', serialNumber: 7 })).toMatchObject({ kind: 'device' })
    expect(read({ status: 'entered-in-error' })).toMatchObject({ kind: 'skipped' })
  })

  test('stands where its location or owner says by our code, else where the request says', () => {
    expect(fieldsOf({ location: { identifier: { value: 'MAIN' } } })).toMatchObject({ facilityId: main })
    expect(fieldsOf({ location: { reference: 'Location/ELSEWHERE' } })).toMatchObject({ facilityId })
    expect(fieldsOf({ location: { reference: 'Location/ELSEWHERE' } }, { defaults: {} })).not.toHaveProperty(
      'facilityId',
    )
  })

  test('was seen when the request says, else when it was last updated', () => {
    const meta = { lastUpdated: '2025-06-01T08:00:00-05:00' }
    expect(fieldsOf({ meta })).toMatchObject({ observedAt })
    expect(fieldsOf({ meta }, { defaults: {} })).toMatchObject({ observedAt: '2025-06-01T13:00:00.000Z' })
  })

  test('with two carriers of two products is for the sender to settle', () => {
    const udiCarrier = [{ deviceIdentifier: di }, { deviceIdentifier: 'A999ABC123DE0' }]
    expect(read({ udiCarrier })).toMatchObject({ problems: [{ field: 'udiCarrier' }] })
    expect(read({ udiCarrier: [{ deviceIdentifier: di }, { carrierHRF: `(01)${di}(21)7` }] })).toMatchObject({
      problems: [],
      value: { udi: `(01)${di}(21)7` },
    })
  })

  test('of another shape is refused at the place that is wrong', () => {
    expect(read({ udiCarrier: [{ deviceIdentifier: 9506 }], serialNumber: 7 })).toMatchObject({
      problems: [{ field: 'udiCarrier/0/deviceIdentifier' }, { field: 'serialNumber' }],
    })
  })
})
