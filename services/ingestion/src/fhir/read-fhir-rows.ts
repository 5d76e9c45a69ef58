import { readJsonBody } from '@recallwire/runtime/json-body.ts'
import { decodeText } from '../devices/decode-text.ts'
import { type DeviceRow, type DeviceRows, type UnreadableBody, unreadable } from '../devices/device-row.ts'
import { linesOf } from '../lines-of.ts'
import { deviceOfResource, elementOf, type ResourceRules } from './device-of-resource.ts'
import { type BundlePiece, createBundleSplitter } from './split-bundle.ts'

/** Characters of a line of bulk data. */
const longestLine = 1024 * 1024
/** Extensions within extensions: FHIR sets no limit, real resources stay below twenty. */
const maxDepth = 64

/**
 * The Devices of a FHIR Bundle (R4 or R5, JSON), or one Device alone; other resources in the Bundle are passed over. Read as it
 * arrives, one entry in memory at a time, whatever the Bundle's length.
 */
export async function* readFhirBundle(body: AsyncIterable<Uint8Array>, rules: ResourceRules): DeviceRows {
  const splitter = createBundleSplitter()
  let rows = 0
  for await (const piece of decodeText(body)) {
    if (typeof piece !== 'string') {
      yield unreadable('The body is not UTF-8', `At byte ${piece.offset}: ${piece.reason}.`)
      return
    }
    for (const part of splitter.read(piece)) {
      const row = rowOfPiece(part, rules)
      if (row === undefined) continue
      yield row
      rows += 1
      if (row.kind === 'unreadable') return
    }
  }
  const last = rowOfPiece(splitter.end(), rules)
  if (last !== undefined) yield last
  else if (rows === 0)
    yield unreadable('The Bundle holds no Device', 'Ask your system for resources of the type Device.')
}

/** Devices one a line, as a FHIR bulk export (`$export`) gives them; other resources and blank lines are passed over. */
export async function* readFhirLines(body: AsyncIterable<Uint8Array>, rules: ResourceRules): DeviceRows {
  let line = 0
  for await (const text of linesOf(decodeText(body), longestLine)) {
    line += 1
    if (text === undefined) {
      yield unreadable('A line is too long', `Line ${line} has more than ${longestLine} characters.`)
      return
    }
    if (typeof text !== 'string') {
      yield unreadable('The body is not UTF-8', `At byte ${text.offset}, line ${line}: ${text.reason}.`)
      return
    }
    if (text.trim() === '') continue
    const reading = parse(text)
    const row =
      reading.kind === 'read'
        ? rowOf(reading.value, line, `/${line}`, rules)
        : faultyRow(line, `/${line}`, `line ${line} is not a JSON object: ${reading.detail}`)
    if (row !== undefined) yield row
  }
}

function rowOfPiece(piece: BundlePiece, rules: ResourceRules): DeviceRow | UnreadableBody | undefined {
  switch (piece.kind) {
    case 'fault':
      return unreadable('The body is no FHIR Bundle', `${piece.reason}.`)
    case 'envelope': {
      const reading = parse(piece.text)
      if (reading.kind === 'refused') return unreadable(reading.title, reading.detail)
      const type = memberOf(reading.value, 'resourceType')
      if (type === 'Device') return rowOf(reading.value, 1, '', rules)
      return type === 'Bundle'
        ? undefined
        : unreadable(
            'The body is no FHIR Bundle',
            'Send a resource of the type Bundle or Device, or NDJSON of Devices.',
          )
    }
    case 'entry': {
      const [row, pointer] = [piece.index + 1, `/entry/${piece.index}`]
      const reading = parse(piece.text)
      if (reading.kind === 'refused') return faultyRow(row, pointer, reading.detail)
      return rowOf(memberOf(reading.value, 'resource'), row, `${pointer}/resource`, rules)
    }
    default:
      return piece satisfies never
  }
}

/** A Device as a row; undefined for any other resource. */
function rowOf(resource: unknown, row: number, pointer: string, rules: ResourceRules): DeviceRow | undefined {
  if (memberOf(resource, 'resourceType') !== 'Device') return undefined
  const at = { kind: 'row', row, pointer, names: elementOf, namesArePointers: true } as const
  const reading = deviceOfResource(resource, rules)
  return reading.kind === 'skipped'
    ? { ...at, value: undefined, problems: [], skipped: reading.reason }
    : { ...at, value: reading.value, problems: reading.problems, warnings: reading.warnings }
}

const faultyRow = (row: number, pointer: string, reason: string): DeviceRow => ({
  kind: 'row',
  row,
  pointer,
  value: undefined,
  problems: [{ field: '', reason }],
})

const parse = (text: string) => readJsonBody(new TextEncoder().encode(text), maxDepth)

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
