import { readFhirBundle, readFhirLines } from '../fhir/read-fhir-rows.ts'
import type { DeviceRows } from './device-row.ts'
import { type CsvSettings, readCsvRows } from './read-csv-rows.ts'

/** The files of inventories: CSV, a FHIR Bundle (or one Device) in JSON, and the NDJSON of a FHIR bulk export. */
export type FileFormat = 'csv' | 'fhir-bundle' | 'fhir-lines'

export type ReadSettings = CsvSettings & {
  readonly format: FileFormat
  /** The day (YYYY-MM-DD) that places years of two digits in carriers. */
  readonly today: string
}

/** The format that a content type names, its parameters aside; undefined for one that is not read here. */
export function fileFormatOf(contentType: string): FileFormat | undefined {
  switch (contentType.split(';', 1)[0]?.trim().toLowerCase()) {
    case 'text/csv':
      return 'csv'
    case 'application/fhir+json':
      return 'fhir-bundle'
    case 'application/fhir+ndjson':
      return 'fhir-lines'
    default:
      return undefined
  }
}

/** The rows of an inventory's file as it arrives, each for `checkDevice`; a file that cannot be read to its end ends with why. */
export function readDeviceRows(source: AsyncIterable<Uint8Array>, settings: ReadSettings): DeviceRows {
  switch (settings.format) {
    case 'csv':
      return readCsvRows(source, settings)
    case 'fhir-bundle':
      return readFhirBundle(source, settings)
    case 'fhir-lines':
      return readFhirLines(source, settings)
    default:
      return settings.format satisfies never
  }
}
