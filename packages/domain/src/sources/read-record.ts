import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { presentText } from './absent-value.ts'
import { readFields } from './read-fields.ts'
import { parseRecallNumber, recallNumbersIn } from './recall-numbers.ts'
import { kindMarks, numberKeys, otherKeys, recordShapes } from './record-shape.ts'
import { quoted } from './source-date.ts'
import { type SourceKind, type SourceProblem, type SourceRecord, sourceKinds } from './source-record.ts'

/** A record's members by openFDA's names. Pages kept from 2012 write `code-info`. */
type Members = ReadonlyMap<string, unknown>

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: SourceRecord }
  | { readonly kind: 'unusable'; readonly problems: readonly SourceProblem[] }

const unusable = (pointer: string, detail: string): ReadRecord => ({
  kind: 'unusable',
  problems: [{ pointer, detail }],
})

/**
 * Reads one record of openFDA device/recall or device/enforcement. Tolerant of everything that can be said beside the facts
 * (absent values, odd dates, unknown members); unusable only where it cannot be told which recall it is about.
 */
export function parseSourceRecord(value: unknown, asOf?: string): ReadRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return unusable('', 'is not a record: one is an object with recall_number or product_res_number')
  const members: Members = new Map(
    Object.entries(value).map(([key, member]) => [key.toLowerCase().replaceAll('-', '_'), member]),
  )
  const source = kindOf(members)
  if (source === undefined)
    return unusable('', 'is neither a device/recall nor a device/enforcement record of openFDA')
  const productType = presentText(members.get('product_type'))
  if (productType !== undefined && !/device/i.test(productType))
    return unusable('/product_type', `is ${quoted(productType)}: only recalls of devices are read`)
  return readKnown(source, members, asOf)
}

function readKnown(source: SourceKind, members: Members, asOf: string | undefined): ReadRecord {
  const { fields, problems } = readFields(source, members)
  const keys = numberKeys[source]
  const written = presentText(members.get(keys.recall))
  const inText = recallNumbersIn(fields.productDescription ?? '')
  const recallNumber = written === undefined ? inText[0] : parseRecallNumber(written)
  if (recallNumber === undefined) {
    const detail =
      written === undefined
        ? 'is missing: without a recall number the record cannot be told from another'
        : `${quoted(written)} is not a recall number such as Z-0053-2020`
    return unusable(`/${keys.recall}`, detail)
  }
  const eventId = presentText(members.get(keys.event))
  const isEvent = eventId !== undefined && /^\d{1,9}$/.test(eventId)
  if (eventId !== undefined && !isEvent)
    problems.push({ pointer: `/${keys.event}`, detail: `${quoted(eventId)} is not an event number` })
  const known = new Set([...knownKeys(source), keys.recall, keys.event])
  return {
    kind: 'record',
    record: {
      source,
      recallNumber,
      alsoNumbered: inText.filter((number) => number !== recallNumber),
      ...(isEvent ? { eventId } : {}),
      fields,
      ...(asOf === undefined ? {} : { asOf }),
      hash: hashOf(members, known),
      unknownKeys: [...members.keys()].filter((key) => !known.has(key)).length,
      problems,
    },
  }
}

/** By the members that only one kind has; a record of neither is none of openFDA's device recalls. */
function kindOf(members: Members): SourceKind | undefined {
  const marks = sourceKinds.map((kind) => ({
    kind,
    count: kindMarks[kind].filter((key) => members.has(key)).length,
  }))
  const [best, next] = marks.toSorted((one, other) => other.count - one.count)
  return best === undefined || best.count === 0 || best.count === next?.count ? undefined : best.kind
}

const knownKeys = (source: SourceKind): readonly string[] => [
  ...recordShapes[source].flatMap(({ keys }) => keys),
  ...otherKeys,
]

/**
 * Over the members that are read, as text, however they were ordered. `openfda` is left out: openFDA adds hundreds of other
 * firms' registrations there, which change from week to week and say nothing about this recall.
 */
function hashOf(members: Members, known: ReadonlySet<string>): string {
  const read = [...members].filter(([key]) => known.has(key) && key !== 'openfda')
  return sha256Hex(canonicalJson(Object.fromEntries(read.map(([key, member]) => [key, textForm(member)]))))
}

/** Only texts and lists of texts are read; whatever else stands there, however deep, is one and the same nothing. */
function textForm(member: unknown): string {
  if (Array.isArray(member)) return member.map((one) => (Array.isArray(one) ? '' : textForm(one))).join('\n')
  return typeof member === 'string' || typeof member === 'number' ? String(member).toWellFormed() : ''
}
