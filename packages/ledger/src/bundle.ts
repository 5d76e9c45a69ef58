import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { type BundleReport, reportFiles } from './bundle-report.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import type { LedgerEntry } from './entry.ts'
import { leafHash, type MerkleTree } from './merkle-tree.ts'
import { parseEntry } from './parse-entry.ts'
import { type Signer, signNote } from './signed-note.ts'

/** File name to bytes, in the order in which the files travel; `manifest.note` is the first. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>

/** A stored line with its stored body; without a body it is withheld, and the verifier says how many are. */
export type BundleEntry = { readonly line: string; readonly body?: string }

type Proofs = {
  /** Checkpoint note the bundle is proven against, of the size the summary has. */
  readonly checkpoint: string
  /** Signed summary note of the same size. */
  readonly summary: string
  /** Older checkpoint notes that a reader may hold: those handed out before. */
  readonly earlierCheckpoints: readonly string[]
  /** vkeys, retired ones included. */
  readonly keys: readonly string[]
  readonly report?: BundleReport
}

export type RecallBundleInput = Proofs & {
  readonly recallId: string
  /** Every entry of the recall below the checkpoint's size, in order. */
  readonly entries: readonly BundleEntry[]
  readonly tree: MerkleTree
}

export type LogBundleInput = Proofs & {
  /** Every entry below the checkpoint's size, in order. */
  readonly entries: readonly BundleEntry[]
  /** False leaves the bodies out: whoever may not read them can still recompute every root. */
  readonly withBodies: boolean
}

/** The evidence bundle of one recall. Throws a TypeError for input that cannot make one; what it proves the verifier says. */
export function createRecallBundle(input: RecallBundleInput, ...signers: readonly Signer[]): BundleFiles {
  const { size } = checkpointOf(input.checkpoint)
  const proofs = input.entries.map((entry) => {
    const { seq, leafHash } = entryOf(entry)
    return [seq, leafHash, ...input.tree.inclusionProof(seq, size)].join(' ')
  })
  const earlier = earlierFiles(input, size)
  const consistency = [...earlier.keys()].map((from) =>
    [from, ...input.tree.consistencyProof(from, size)].join(' '),
  )
  return withManifest(`recall ${input.recallId}`, signers, [
    ...noteFiles(input),
    ...earlier.values(),
    ['consistency.txt', joinLines(consistency)],
    ['entries.jsonl', joinLines(input.entries.map((entry) => entry.line))],
    ['bodies.jsonl', joinLines(input.entries.map((entry) => entry.body ?? ''))],
    ['proofs.txt', joinLines(proofs)],
    ...(input.report === undefined ? [] : reportFiles(input.report)),
  ])
}

/** The whole ledger: whoever holds it recomputes every root and needs no proofs. Throws like createRecallBundle. */
export function createLogBundle(input: LogBundleInput, ...signers: readonly Signer[]): BundleFiles {
  const { size } = checkpointOf(input.checkpoint)
  const bodies = joinLines(input.entries.map((entry) => entry.body ?? ''))
  const leaves = input.entries.map((entry, seq) => `${seq} ${leafHash(entry.line)}`)
  return withManifest('log', signers, [
    ...noteFiles(input),
    ...earlierFiles(input, size).values(),
    ['entries.jsonl', joinLines(input.entries.map((entry) => entry.line))],
    ...(input.withBodies ? [['bodies.jsonl', bodies] as const] : []),
    ['proofs.txt', joinLines(leaves)],
    ...(input.report === undefined ? [] : reportFiles(input.report)),
  ])
}

/** One file that opens in a text editor: a first line, then per file a line `== NAME BYTES`, the bytes, a newline. */
export function renderBundle(files: BundleFiles): Uint8Array {
  const parts = [...files].flatMap(([name, content]) => [
    Buffer.from(`== ${name} ${content.length}\n`),
    content,
    Buffer.from('\n'),
  ])
  return Buffer.concat([Buffer.from('recallwire-bundle/1\n'), ...parts])
}

type NamedFile = readonly [name: string, content: Uint8Array]

/** The manifest is a signed note, so that no byte of the bundle, the report included, can be exchanged by a bearer. */
function withManifest(what: string, signers: readonly Signer[], files: readonly NamedFile[]): BundleFiles {
  const [first] = signers
  if (first === undefined) throw new TypeError('a bundle needs a signer for its manifest')
  const listed = files.map(([name, content]) => `${sha256Hex(content)} ${name}\n`)
  const manifest = signNote(`${first.name}/bundle\n${what}\n${listed.join('')}`, signers)
  return new Map([['manifest.note', Buffer.from(manifest)], ...files])
}

function noteFiles(input: Proofs): readonly NamedFile[] {
  return [
    ['keys.txt', joinLines(input.keys)],
    ['checkpoint.note', Buffer.from(input.checkpoint)],
    ['summary.note', Buffer.from(input.summary)],
  ]
}

function earlierFiles(input: Proofs, size: number): ReadonlyMap<number, NamedFile> {
  const files = new Map<number, NamedFile>()
  for (const note of input.earlierCheckpoints) {
    const earlier = checkpointOf(note)
    if (earlier.size < size) files.set(earlier.size, [`checkpoints/${earlier.size}.note`, Buffer.from(note)])
  }
  return new Map([...files].sort(([a], [b]) => a - b))
}

function checkpointOf(note: string): Checkpoint {
  const checkpoint = parseCheckpoint(note)
  if (checkpoint === undefined) throw new TypeError('checkpoint: is not a checkpoint note')
  return checkpoint
}

function entryOf(entry: BundleEntry): LedgerEntry {
  const parsed = parseEntry(entry.line)
  if (parsed.kind === 'refused') throw new TypeError(`entry: ${parsed.field} ${parsed.problem}`)
  return parsed.entry
}

// Bytes, not one text: the lines of a million entries are longer than a string can be.
function joinLines(lines: readonly string[]): Uint8Array {
  return Buffer.concat(lines.map((line) => Buffer.from(`${line}\n`)))
}
