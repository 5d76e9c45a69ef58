import { type DeviceFields, type Fields, type IdentifierFields, listIn, textIn } from './catalogue-fields.ts'

/**
 * A device under the names of the GUDID release files (AccessGUDID full release, XML): one `<device>` with its
 * `<identifier>` elements gathered in a list, or the same as JSON.
 */
export const releaseFields = (device: Fields): DeviceFields => ({
  recordKey: textIn(device, 'publicDeviceRecordKey'),
  versionNumber: textIn(device, 'publicVersionNumber'),
  versionDate: textIn(device, 'publicVersionDate'),
  versionStatus: textIn(device, 'publicVersionStatus'),
  recordStatus: textIn(device, 'deviceRecordStatus'),
  company: textIn(device, 'companyName'),
  brand: textIn(device, 'brandName'),
  versionOrModel: textIn(device, 'versionModelNumber'),
  catalogueNumber: textIn(device, 'catalogNumber'),
  distributionStatus: textIn(device, 'deviceCommDistributionStatus'),
  distributionEndedOn: textIn(device, 'deviceCommDistributionEndDate'),
  lot: textIn(device, 'lotBatch'),
  serial: textIn(device, 'serialNumber'),
  expiryDate: textIn(device, 'expirationDate'),
  manufactureDate: textIn(device, 'manufacturingDate'),
  donationId: textIn(device, 'donationIdNumber'),
  identifiers: listIn(device, 'identifiers').map(identifierOf),
})

const identifierOf = (row: Fields): IdentifierFields => ({
  di: textIn(row, 'deviceId'),
  type: textIn(row, 'deviceIdType'),
  agency: textIn(row, 'deviceIdIssuingAgency'),
  containedDi: textIn(row, 'containsDINumber'),
  quantity: textIn(row, 'pkgQuantity'),
  status: textIn(row, 'pkgStatus'),
  discontinuedOn: textIn(row, 'pkgDiscontinueDate'),
})
