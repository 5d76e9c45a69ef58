import { type Checkpoint, parseTreeHead, renderTreeHead, requireOrigin } from './checkpoint.ts'
import type { RecallHead } from './entry.ts'
import { type NoteKey, openNote, type Signer, signNote } from './signed-note.ts'

/** The newest entry of every recall in the first `size` entries: what a bundle of a recall must reach. */
export type LedgerSummary = Checkpoint & {
  /** Instant in UTC with milliseconds at which the summary was made: how fresh a bundle is. */
  readonly signedAt: string
  readonly recalls: ReadonlyMap<string, RecallHead>
}

export type OpenedSummary =
  | { readonly kind: 'verified'; readonly summary: LedgerSummary; readonly key: NoteKey }
  | { readonly kind: 'refused'; readonly problem: string }

// Keeps a summary from ever passing for a checkpoint, and the other way round.
const suffix = '/summary'

/**
 * The signed summary: origin with `/summary`, size, root, instant, then one line `RECALLID RECALLSEQ LEAFHASH` per
 * recall, sorted by id. Throws a TypeError for what no verifier would accept.
 */
export function signSummary(summary: LedgerSummary, ...signers: readonly Signer[]): string {
  requireOrigin(summary.origin, signers)
  const lines = [...summary.recalls]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([recallId, head]) => `${recallId} ${head.recallSeq} ${head.leafHash}\n`)
  const head = renderTreeHead({ ...summary, origin: `${summary.origin}${suffix}` })
  const text = `${head}${summary.signedAt}\n${lines.join('')}`
  if (parseSummaryText(text) === undefined)
    throw new TypeError('summary: a size, root, instant or recall line is malformed')
  return signNote(text, signers)
}

/** Reads a summary signed by one of the keys. */
export function verifySummary(note: string, keys: readonly NoteKey[]): OpenedSummary {
  const opened = openNote(note, keys)
  if (opened.kind === 'refused') return opened
  const summary = parseSummaryText(opened.text)
  if (summary === undefined) return { kind: 'refused', problem: 'is not a summary' }
  if (summary.origin !== opened.key.name) {
    return {
      kind: 'refused',
      problem: `has the origin ${summary.origin}, its key speaks for ${opened.key.name}`,
    }
  }
  return { kind: 'verified', summary, key: opened.key }
}

function parseSummaryText(text: string): LedgerSummary | undefined {
  const [origin, size, root, signedAt, ...recallLines] = text.slice(0, -1).split('\n')
  const head = parseTreeHead([origin, size, root])
  if (!head?.origin.endsWith(suffix) || signedAt === undefined) return undefined
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(signedAt)) return undefined
  const recalls = new Map<string, RecallHead>()
  let before = ''
  for (const line of recallLines) {
    const [, recallId, recallSeq, leafHash] = /^([!-~]+) (0|[1-9]\d*) ([0-9a-f]{64})$/.exec(line) ?? []
    if (recallId === undefined || leafHash === undefined || recallId <= before) return undefined
    recalls.set(recallId, { recallSeq: Number(recallSeq), leafHash })
    before = recallId
  }
  return { ...head, origin: head.origin.slice(0, -suffix.length), signedAt, recalls }
}
