import { isUtf8 } from 'node:buffer'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'

/** A report that travels in the bundle, and what each of its rows rests on. */
export type BundleReport = {
  /** File name without folders, e.g. `status-report.html`. */
  readonly name: string
  readonly content: Uint8Array
  readonly rows: readonly ReportRow[]
}

export type ReportRow = {
  /** How a reader finds the row in the report. */
  readonly row: string
  /** Entries of the bundle that the row was computed from. */
  readonly seqs: readonly number[]
}

/**
 * The report as it is, or as base64 when it is not text (a PDF), so that the bundle stays readable, and the entries
 * behind its rows. Throws a TypeError for a name that could leave the folder it is unpacked into.
 */
export function reportFiles({
  name,
  content,
  rows,
}: BundleReport): readonly (readonly [string, Uint8Array])[] {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name))
    throw new TypeError(`report: "${name}" is not a plain file name`)
  const file = isUtf8(content)
    ? ([`report/${name}`, content] as const)
    : ([`report/${name}.base64`, base64Lines(content)] as const)
  return [
    file,
    [
      'report-rows.jsonl',
      Buffer.from(
        rows
          .map(
            (row) => `${canonicalJson(row)}
`,
          )
          .join(''),
      ),
    ],
  ]
}

function base64Lines(content: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(content)
      .toString('base64')
      .replace(/.{1,76}/g, '$&\n'),
  )
}
