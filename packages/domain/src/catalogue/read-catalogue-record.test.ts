import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordOf } from './catalogue.test-support.ts'
import { catalogueRecordSchema, linkingDisOf, replaces } from './catalogue-record.ts'
import { readCatalogueRecord } from './read-catalogue-record.ts'

const primary = '09506000134352'
const box = '19506000134359'
const carton = '29506000134356'

/** As openFDA's device/udi writes it: names with underscores, everything text, what a box contains under the wrong name. */
const openFda = {
  public_device_record_key: '0f0e0d0c-0000-4000-8000-000000000001',
  public_version_number: '3',
  public_version_date: '2024-02-29',
  public_version_status: 'Update',
  record_status: 'Published',
  company_name: 'Northwind Devices Inc.',
  brand_name: 'Breeze',
  version_or_model_number: 'NW-100',
  commercial_distribution_status: 'Not in Commercial Distribution',
  commercial_distribution_end_date: '2023-12-31',
  has_lot_or_batch_number: 'true',
  has_serial_number: 'false',
  has_expiration_date: 'true',
  has_manufacturing_date: 'false',
  has_donation_id_number: 'false',
  identifiers: [
    { id: primary, type: 'Primary', issuing_agency: 'GS1' },
    {
      id: box,
      type: 'Package',
      issuing_agency: 'GS1',
      unit_of_use_id: primary,
      quantity_per_package: '12',
      package_status: 'Not in Commercial Distribution',
      package_discontinue_date: '2022-01-31',
    },
    { id: 'M4400192Z1', type: 'Secondary', issuing_agency: 'HIBCC' },
  ],
}

/** The same device as the GUDID release files name things. */
const release = {
  publicDeviceRecordKey: '0f0e0d0c-0000-4000-8000-000000000001',
  publicVersionNumber: '3',
  publicVersionDate: '2024-02-29',
  publicVersionStatus: 'Update',
  deviceRecordStatus: 'Published',
  companyName: 'Northwind Devices Inc.',
  brandName: 'Breeze',
  versionModelNumber: 'NW-100',
  catalogNumber: null,
  deviceCommDistributionStatus: 'Not in Commercial Distribution',
  deviceCommDistributionEndDate: '2023-12-31',
  lotBatch: 'true',
  serialNumber: 'false',
  expirationDate: 'true',
  manufacturingDate: 'false',
  donationIdNumber: 'false',
  identifiers: [
    { deviceId: primary, deviceIdType: 'Primary', deviceIdIssuingAgency: 'GS1', containsDINumber: null },
    {
      deviceId: box,
      deviceIdType: 'Package',
      deviceIdIssuingAgency: 'GS1',
      containsDINumber: primary,
      pkgQuantity: '12',
      pkgStatus: 'Not in Commercial Distribution',
      pkgDiscontinueDate: '2022-01-31',
    },
    { deviceId: 'M4400192Z1', deviceIdType: 'Secondary', deviceIdIssuingAgency: 'HIBCC' },
  ],
}

const read = (value: unknown) => {
  const reading = readCatalogueRecord(value)
  if (reading.kind === 'refused') throw new Error(`${reading.field} ${reading.reason}`)
  return reading.record
}
const withIdentifiers = (...identifiers: readonly object[]) => read({ ...openFda, identifiers })
const gs1 = (id: string, type: string, more: object = {}) => ({ id, type, issuing_agency: 'GS1', ...more })

describe('a catalogue record', () => {
  test('is read from both dialects as one and the same', () => {
    const record = read(openFda)
    expect(record).toEqual(read(release))
    expect(record).toMatchObject({
      version: { number: 3, date: '2024-02-29', status: 'Update' },
      identifiers: [
        { di: primary, type: 'primary' },
        { di: box, type: 'package', containedDi: primary, quantity: 12, discontinuedOn: '2022-01-31' },
        { di: 'M4400192Z1', type: 'secondary', agency: 'hibcc' },
      ],
      onLabel: { lot: true, serial: false, expiryDate: true, manufactureDate: false, donationId: false },
      distribution: { endedOn: '2023-12-31' },
    })
    expect(catalogueRecordSchema.parse(record)).toEqual(record)
  })

  test('links every DI it lists, a discontinued package and a previous DI too', () => {
    const record = withIdentifiers(
      gs1(primary, 'Primary'),
      gs1(box, 'Package', { unit_of_use_id: primary, package_discontinue_date: '2020-01-01' }),
      gs1(carton, 'Previous'),
    )
    expect(linkingDisOf(record)).toEqual([primary, box, carton])
  })

  test('keeps an identifier that cannot be right, with its problem, and links nothing by it', () => {
    const record = withIdentifiers(gs1(primary, 'Primary'), gs1('19506000134350', 'Package'), {
      ...gs1(box, 'Secondary'),
      issuing_agency: 'HIBCC',
    })
    expect(record.identifiers.map(({ problems }) => problems?.[0]?.code)).toEqual([
      undefined,
      'check-digit',
      'gtin-under-hibcc',
    ])
    expect(linkingDisOf(record)).toEqual([primary])
  })

  test('says where a package contains what the record does not list, and does not link that', () => {
    const record = withIdentifiers(gs1(primary, 'Primary'), gs1(box, 'Package', { unit_of_use_id: carton }))
    expect(record.identifiers[1]?.problems).toMatchObject([{ code: 'contained-di-not-listed' }])
    expect(linkingDisOf(record)).toEqual([primary, box])
  })

  test('takes a unit-of-use DI beside a primary one for what it is called', () => {
    const record = withIdentifiers(gs1(primary, 'Primary', { unit_of_use_id: carton }))
    expect(record.identifiers.map(({ di, type }) => [di, type])).toEqual([
      [primary, 'primary'],
      [carton, 'unit-of-use'],
    ])
  })

  test('without a key is known by its primary DI, without a version by version 0', () => {
    const { publicDeviceRecordKey: _key, publicVersionNumber: _number, ...rest } = release
    expect(read(rest)).toMatchObject({ recordKey: `di:${primary}`, version: { number: 0 } })
  })

  test.each([
    ['text', 'no record', ''],
    ['nothing to be known by', { ...openFda, public_device_record_key: '', identifiers: [] }, 'identifiers'],
    ['a version that is no number', { ...openFda, public_version_number: '3a' }, 'versionNumber'],
  ])('is refused for %s', (_what, value, field) => {
    expect(readCatalogueRecord(value)).toMatchObject({ kind: 'refused', field })
  })

  test('of any shape never throws, and what is read fits its schema', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.array(fc.dictionary(fc.string(), fc.anything())),
        (value, identifiers) => {
          for (const odd of [
            value,
            { ...openFda, identifiers },
            { ...release, companyName: value, identifiers },
          ]) {
            const reading = readCatalogueRecord(odd)
            if (reading.kind === 'record') catalogueRecordSchema.parse(reading.record)
          }
        },
      ),
    )
  })

  test('is replaced by a newer version and by another text of the same one, not by an older', () => {
    const at = (number: number, date?: string) =>
      recordOf('K', [primary], { version: { number, ...(date === undefined ? {} : { date }) } })
    expect(replaces(at(2), at(1))).toBe(true)
    expect(replaces(at(1, '2025-01-01'), at(2, '2024-01-01'))).toBe(false)
    expect(replaces(at(1), at(1))).toBe(true)
    expect(replaces(at(1, '2024-01-01'), at(1, '2024-01-02'))).toBe(false)
  })
})
