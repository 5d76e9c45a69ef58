import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { leafHash } from './merkle-tree.ts'
import { parseEntry } from './parse-entry.ts'

/** Who acted. `by` is a key id or a reference to a person; a name or an address never enters the ledger. */
export type LedgerActor = { readonly organisationId: string; readonly role: string; readonly by: string }

/** What happened, before it has a place in the ledger. Repeating a fact repeats its `eventId`. */
export type LedgerFact = {
  readonly eventId: string
  readonly type: string
  /** Instant in UTC with milliseconds. */
  readonly recordedAt: string
  readonly actor: LedgerActor
  /** Ids of what the fact is about, by kind: `{ caseId: '…' }`; names begin with a letter. */
  readonly subject: Readonly<Record<string, string>>
  readonly recallId?: string
  /** The stored body: canonical JSON text. The line carries only its hash. */
  readonly body: string
}

/** Where the ledger ends: number of entries and leaf hash of the newest. Starts as `emptyLedger`. */
export type LedgerHead = { readonly size: number; readonly leafHash: string }

/** The newest entry of one recall. */
export type RecallHead = { readonly recallSeq: number; readonly leafHash: string }

export type LedgerEntry = {
  /** Place in the ledger, from 0 without gaps. */
  readonly seq: number
  readonly recordedAt: string
  readonly type: string
  readonly eventId: string
  readonly actor: LedgerActor
  readonly subject: Readonly<Record<string, string>>
  /** SHA-256 of the body in hex. */
  readonly bodyHash: string
  /** Leaf hash of the entry before; zeros for the first. */
  readonly prev: string
  readonly recallId?: string
  /** Place among the entries of this recall, from 0 without gaps: an entry left out of a bundle leaves a gap. */
  readonly recallSeq?: number
  /** Leaf hash of the entry before of this recall; zeros for its first. */
  readonly recallPrev?: string
  /** The canonical JSON line of the members above: these bytes are hashed, stored and handed out. */
  readonly line: string
  readonly leafHash: string
}

/** Stands where the first entry has nothing before it. */
export const noEntry = '0'.repeat(64)

export const emptyLedger: LedgerHead = { size: 0, leafHash: noEntry }

/**
 * Gives a fact its place after `previous`, and after `recall` when it concerns a recall (undefined: its first entry).
 * Throws a TypeError naming the field for a fact that no verifier would accept: such a fact is a bug of the writer.
 */
export function createEntry(
  previous: LedgerHead,
  recall: RecallHead | undefined,
  fact: LedgerFact,
): LedgerEntry {
  if (fact.recallId === undefined && recall !== undefined) {
    throw new TypeError('recallId: a fact that follows an entry of a recall must name that recall')
  }
  if (canonicalJson(JSON.parse(fact.body)) !== fact.body)
    throw new TypeError('body: write the stored body as canonical JSON')
  const line = canonicalJson({
    seq: previous.size,
    recordedAt: fact.recordedAt,
    type: fact.type,
    eventId: fact.eventId,
    actor: fact.actor,
    subject: fact.subject,
    bodyHash: sha256Hex(fact.body),
    prev: previous.leafHash,
    ...(fact.recallId === undefined ? {} : recallPlace(fact.recallId, recall)),
  })
  const parsed = parseEntry(line)
  if (parsed.kind === 'refused') throw new TypeError(`${parsed.field}: ${parsed.problem}`)
  return parsed.entry
}

/** Where the ledger ends once this entry is in it. */
export function headAfter(entry: LedgerEntry): LedgerHead {
  return { size: entry.seq + 1, leafHash: leafHash(entry.line) }
}

/** Where the entry's recall ends once it is in the ledger; undefined for an entry of no recall. */
export function recallHeadAfter(entry: LedgerEntry): RecallHead | undefined {
  return entry.recallSeq === undefined
    ? undefined
    : { recallSeq: entry.recallSeq, leafHash: leafHash(entry.line) }
}

function recallPlace(recallId: string, recall: RecallHead | undefined) {
  return {
    recallId,
    recallSeq: recall === undefined ? 0 : recall.recallSeq + 1,
    recallPrev: recall?.leafHash ?? noEntry,
  }
}
