import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { LedgerEntry } from './entry.ts'
import { leafHash } from './merkle-tree.ts'

/** `field` is a member's name (`actor.role`), or `line` when the text as a whole is wrong. */
export type ParsedEntry =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly kind: 'refused'; readonly field: string; readonly problem: string }

type Members = Readonly<Record<string, unknown>>
type Rule = { readonly accepts: (value: unknown) => boolean; readonly asks: string }

const text: Rule = { accepts: isText, asks: 'must be a text that is not empty' }
const count: Rule = {
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  asks: 'must be a whole number from 0',
}
const digest: Rule = {
  accepts: (value) => matches(/^[0-9a-f]{64}$/, value),
  asks: 'must be 64 digits of lower-case hex',
}

const rules: Readonly<Record<string, Rule>> = {
  seq: count,
  recordedAt: { accepts: isInstant, asks: 'must be an instant in UTC such as 2025-06-20T14:00:00.000Z' },
  type: text,
  eventId: text,
  actor: { accepts: isRecord, asks: 'must be an object' },
  subject: { accepts: isRecord, asks: 'must be an object' },
  bodyHash: digest,
  prev: digest,
}

// No blanks: a recall id is a word of the signed summary's lines.
const recallRules: Readonly<Record<string, Rule>> = {
  recallId: {
    accepts: (value) => matches(/^[!-~]+$/, value),
    asks: 'must be printable ASCII without blanks',
  },
  recallSeq: count,
  recallPrev: digest,
}

const actorRules: Readonly<Record<string, Rule>> = { organisationId: text, role: text, by: text }

/**
 * Reads a ledger line, strictly: a line has one spelling, so that its hash says all about its meaning. Refused are
 * unknown, missing, repeated and mistyped members, and any spelling that is not RFC 8785 canonical JSON.
 */
export function parseEntry(line: string): ParsedEntry {
  const members = parseJson(line)
  if (!isRecord(members)) return refuse('line', 'must be one JSON object')
  const hasRecall = Object.keys(recallRules).some((name) => Object.hasOwn(members, name))
  const problem =
    checkMembers(members, hasRecall ? { ...rules, ...recallRules } : rules, '') ??
    checkMembers(members.actor, actorRules, 'actor.') ??
    checkSubject(members.subject)
  if (problem !== undefined) return problem
  const canonical = canonicalJson(members)
  if (canonical !== line)
    return refuse(
      memberBefore(line, canonical),
      'is not written as canonical JSON: members sorted and not repeated, no blanks',
    )
  return { kind: 'entry', entry: { ...(members as LedgerMembers), line, leafHash: leafHash(line) } }
}

type LedgerMembers = Omit<LedgerEntry, 'line' | 'leafHash'>

function checkMembers(
  value: unknown,
  expected: Readonly<Record<string, Rule>>,
  prefix: string,
): ParsedEntry | undefined {
  if (!isRecord(value)) return refuse(prefix, 'must be an object')
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(expected, name)) return refuse(`${prefix}${name}`, 'is not a member of an entry')
  }
  for (const [name, rule] of Object.entries(expected)) {
    if (!Object.hasOwn(value, name)) return refuse(`${prefix}${name}`, 'is missing')
    if (!rule.accepts(value[name])) return refuse(`${prefix}${name}`, rule.asks)
  }
  return undefined
}

function checkSubject(value: unknown): ParsedEntry | undefined {
  if (!isRecord(value)) return refuse('subject', 'must be an object')
  // Names that begin with a letter keep their order in every JSON reader, which names like "10" do not.
  const wrongName = Object.keys(value).find((name) => !/^[A-Za-z][\w.-]*$/.test(name))
  if (wrongName !== undefined)
    return refuse(`subject.${wrongName}`, 'must be named by a letter, then letters, digits, "_", "." or "-"')
  const wrong = Object.entries(value).find(([, id]) => !isText(id))
  return wrong === undefined ? undefined : refuse(`subject.${wrong[0]}`, text.asks)
}

/** The last member begun before the two spellings part: the one to look at. */
function memberBefore(line: string, canonical: string): string {
  let same = 0
  while (same < line.length && line[same] === canonical[same]) same += 1
  const begun = [...line.slice(0, same).matchAll(/"([^"\\]+)":/g)]
  return begun.at(-1)?.[1] ?? 'line'
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function refuse(field: string, problem: string): ParsedEntry {
  return { kind: 'refused', field, problem }
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.isWellFormed()
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isInstant(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false
  const time = Date.parse(value)
  return !Number.isNaN(time) && new Date(time).toISOString() === value
}
