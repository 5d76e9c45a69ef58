import { type DeviceFields, type Fields, type IdentifierFields, listIn, textIn } from './catalogue-fields.ts'

/** A record of openFDA's device/udi (https://open.fda.gov/apis/device/udi/searchable-fields/). */
export const openFdaFields = (record: Fields): DeviceFields => ({
  recordKey: textIn(record, 'public_device_record_key'),
  versionNumber: textIn(record, 'public_version_number'),
  versionDate: textIn(record, 'public_version_date'),
  versionStatus: textIn(record, 'public_version_status'),
  recordStatus: textIn(record, 'record_status'),
  company: textIn(record, 'company_name'),
  brand: textIn(record, 'brand_name'),
  versionOrModel: textIn(record, 'version_or_model_number'),
  catalogueNumber: textIn(record, 'catalog_number'),
  distributionStatus: textIn(record, 'commercial_distribution_status'),
  distributionEndedOn: textIn(record, 'commercial_distribution_end_date'),
  lot: textIn(record, 'has_lot_or_batch_number'),
  serial: textIn(record, 'has_serial_number'),
  expiryDate: textIn(record, 'has_expiration_date'),
  manufactureDate: textIn(record, 'has_manufacturing_date'),
  donationId: textIn(record, 'has_donation_id_number'),
  identifiers: listIn(record, 'identifiers').flatMap(identifiersOf),
})

/**
 * openFDA exports GUDID's "contains DI number" as `unit_of_use_id`: on a package it is the DI of what is inside. On any
 * other identifier it is what its name says, a DI for one use, and stands for itself.
 */
function identifiersOf(row: Fields): readonly IdentifierFields[] {
  const type = textIn(row, 'type')
  const named = textIn(row, 'unit_of_use_id')
  const isPackage = type?.toLowerCase() === 'package'
  const agency = textIn(row, 'issuing_agency')
  const identifier: IdentifierFields = {
    di: textIn(row, 'id'),
    type,
    agency,
    containedDi: isPackage ? named : undefined,
    quantity: textIn(row, 'quantity_per_package'),
    status: textIn(row, 'package_status'),
    discontinuedOn: textIn(row, 'package_discontinue_date'),
  }
  return isPackage || named === undefined ? [identifier] : [identifier, unitOfUse(named, agency)]
}

const unitOfUse = (di: string, agency: string | undefined): IdentifierFields => ({
  di,
  type: 'Unit of Use',
  agency,
  containedDi: undefined,
  quantity: undefined,
  status: undefined,
  discontinuedOn: undefined,
})
