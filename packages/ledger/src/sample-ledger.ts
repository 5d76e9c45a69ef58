import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { createLogBundle, createRecallBundle } from './bundle.ts'
import type { BundleReport } from './bundle-report.ts'
import { signCheckpoint } from './checkpoint.ts'
import {
  createEntry,
  emptyLedger,
  headAfter,
  type LedgerEntry,
  type RecallHead,
  recallHeadAfter,
} from './entry.ts'
import { createMerkleTree } from './merkle-tree.ts'
import type { Signer } from './signed-note.ts'
import { signerFromSeed } from './signer.ts'
import { signSummary } from './summary.ts'

/** An invented ledger for the tests of this room: entries of two recalls and of none, in turns. */
export type SampleLedger = { readonly entries: readonly LedgerEntry[]; readonly bodies: readonly string[] }

export const origin = 'ledger.example.org/recallwire'
export const firstRecall = 'b577ti3l6f7cmop4ribsu325tu'
export const secondRecall = '4qwcxwdwvsfzkpltdd2nydt5o4'
export const signedAt = '2025-06-25T12:00:00.000Z'

/** The secret of a test key is its number; never a real key. */
export function sampleSigner(number = 1, name = origin): Signer {
  return signerFromSeed(new Uint8Array(32).fill(number), name)
}

/** `change` rewrites one body: the history that a holder of the key would rather have had. */
export function sampleLedger(
  size: number,
  change?: { readonly seq: number; readonly answer: string },
): SampleLedger {
  let head = emptyLedger
  const heads = new Map<string, RecallHead>()
  const entries: LedgerEntry[] = []
  const bodies: string[] = []
  for (let seq = 0; seq < size; seq += 1) {
    const recallId = [firstRecall, secondRecall, undefined][seq % 3]
    const answer = change?.seq === seq ? change.answer : `isolated on ward ${seq}`
    const body = canonicalJson({ answer, units: [{ di: '00085412091570', serial: String(765_100 + seq) }] })
    const entry = createEntry(head, heads.get(recallId ?? ''), {
      eventId: `event-${seq}`,
      type: 'recallwire.reply-recorded.v1',
      recordedAt: new Date(Date.UTC(2025, 5, 20, 14, seq)).toISOString(),
      actor: { organisationId: 'hospital-1', role: 'facility-staff', by: 'person-7' },
      subject: { caseId: `case-${seq}`, facilityId: 'facility-1' },
      ...(recallId === undefined ? {} : { recallId }),
      body,
    })
    const recallHead = recallHeadAfter(entry)
    if (recallId !== undefined && recallHead !== undefined) heads.set(recallId, recallHead)
    head = headAfter(entry)
    entries.push(entry)
    bodies.push(body)
  }
  return { entries, bodies }
}

export function treeOf(ledger: SampleLedger) {
  return createMerkleTree(ledger.entries.map((entry) => entry.leafHash))
}

export function checkpointAt(ledger: SampleLedger, size: number, ...signers: readonly Signer[]): string {
  return signCheckpoint(
    { origin, size, root: treeOf(ledger).root(size) },
    ...(signers.length > 0 ? signers : [sampleSigner()]),
  )
}

export function summaryAt(ledger: SampleLedger, size: number, signer = sampleSigner()): string {
  const recalls = new Map<string, RecallHead>()
  for (const entry of ledger.entries.slice(0, size)) {
    const head = recallHeadAfter(entry)
    if (entry.recallId !== undefined && head !== undefined) recalls.set(entry.recallId, head)
  }
  return signSummary({ origin, size, root: treeOf(ledger).root(size), signedAt, recalls }, signer)
}

type Choice = { readonly earlier?: readonly number[]; readonly report?: BundleReport; readonly size?: number }

export function recallBundle(
  ledger: SampleLedger,
  { earlier = [], report, size = ledger.entries.length }: Choice = {},
) {
  const entries = ledger.entries.slice(0, size).filter((entry) => entry.recallId === firstRecall)
  return createRecallBundle(
    {
      recallId: firstRecall,
      entries: entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
      tree: treeOf(ledger),
      ...common(ledger, size, earlier, report),
    },
    sampleSigner(),
  )
}

export function logBundle(
  ledger: SampleLedger,
  {
    earlier = [],
    report,
    size = ledger.entries.length,
    withBodies = true,
  }: Choice & { readonly withBodies?: boolean } = {},
) {
  const entries = ledger.entries.slice(0, size)
  return createLogBundle(
    {
      entries: entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
      withBodies,
      ...common(ledger, size, earlier, report),
    },
    sampleSigner(),
  )
}

function common(
  ledger: SampleLedger,
  size: number,
  earlier: readonly number[],
  report: BundleReport | undefined,
) {
  return {
    checkpoint: checkpointAt(ledger, size),
    summary: summaryAt(ledger, size),
    earlierCheckpoints: earlier.map((at) => checkpointAt(ledger, at)),
    keys: [sampleSigner().vkey],
    ...(report === undefined ? {} : { report }),
  }
}
