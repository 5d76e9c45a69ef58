import { hash } from 'node:crypto'
import { type BundleFiles, createLogBundle, renderBundle } from './bundle.ts'
import { signCheckpoint } from './checkpoint.ts'
import { createMerkleTree, leafHash } from './merkle-tree.ts'
import {
  checkpointAt,
  firstRecall,
  logBundle,
  origin,
  recallBundle,
  sampleLedger,
  sampleSigner,
  signedAt,
  summaryAt,
  treeOf,
} from './sample-ledger.ts'
import { signNote } from './signed-note.ts'
import { signSummary } from './summary.ts'

export const ledger = sampleLedger(20)
export const report = {
  name: 'status-report.csv',
  content: Buffer.from('facility,units\nfacility-1,7\n'),
  rows: [{ row: 'facility-1', seqs: [0, 3, 18] }],
}
export const recall = Buffer.from(renderBundle(recallBundle(ledger, { earlier: [5], report })))
export const whole = Buffer.from(renderBundle(logBundle(sampleLedger(6), { earlier: [4] })))
export const held = (size: number, from = ledger) => Buffer.from(checkpointAt(from, size))

export function spansOf(bytes: Buffer) {
  const spans: { file: string; seq?: number; start: number; end: number }[] = []
  let seqs: number[] = []
  for (let at = bytes.indexOf('\n') + 1; at < bytes.length; ) {
    const [, file = '', size] = bytes.toString('utf8', at, bytes.indexOf('\n', at)).split(' ')
    const start = bytes.indexOf('\n', at) + 1
    at = start + Number(size) + 1
    if (!/^(entries|bodies)\.jsonl$/.test(file)) {
      spans.push({ file, start, end: at - 1 })
      continue
    }
    const lines = bytes
      .toString('utf8', start, at - 1)
      .split('\n')
      .slice(0, -1)
    if (file === 'entries.jsonl') seqs = lines.map((line) => JSON.parse(line).seq)
    let from = start
    for (const [index, line] of lines.entries()) {
      spans.push({
        file,
        ...(seqs[index] === undefined ? {} : { seq: seqs[index] }),
        start: from,
        end: from + Buffer.byteLength(line),
      })
      from += Buffer.byteLength(line) + 1
    }
  }
  return spans
}

/** What a bearer without the key can do: change files and write their hashes into the manifest. */
export function remake(files: BundleFiles, edits: Readonly<Record<string, string>>): Uint8Array {
  let manifest = String(Buffer.from(files.get('manifest.note') ?? []))
  const changed = new Map(files)
  for (const [name, content] of Object.entries(edits)) {
    manifest = manifest.replace(hash('sha256', files.get(name) ?? ''), hash('sha256', content))
    changed.set(name, Buffer.from(content))
  }
  return renderBundle(changed.set('manifest.note', Buffer.from(manifest)))
}

export function recallInput() {
  const entries = ledger.entries.filter((entry) => entry.recallId === firstRecall)
  return {
    ...logInput(),
    recallId: firstRecall,
    entries: entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
    tree: treeOf(ledger),
  }
}

export function logInput() {
  return {
    entries: ledger.entries.map((entry) => ({ line: entry.line, body: ledger.bodies[entry.seq] ?? '' })),
    withBodies: true,
    checkpoint: checkpointAt(ledger, 20),
    summary: summaryAt(ledger, 20),
    earlierCheckpoints: [],
    keys: [sampleSigner().vkey],
  }
}

/** What a holder of the key can do: change files, and even what the bundle claims to be, and sign the manifest anew. */
export function resign(
  files: BundleFiles,
  edits: Readonly<Record<string, string>>,
  what?: string,
): Uint8Array {
  const [, ...others] = [...files].map(
    ([name, content]) => [name, Buffer.from(edits[name] ?? content)] as const,
  )
  const kind = what ?? String(Buffer.from(files.get('manifest.note') ?? [])).split('\n')[1]
  const listed = others.map(([name, content]) => `${hash('sha256', content)} ${name}\n`).join('')
  const manifest = signNote(`${origin}/bundle\n${kind}\n${listed}`, [sampleSigner()])
  return renderBundle(new Map([['manifest.note', Buffer.from(manifest)], ...others]))
}

/** A whole ledger of any lines, everything about it signed. */
export function bundleOfLines(lines: readonly string[]): Uint8Array {
  const size = lines.length
  const head = { origin, size, root: createMerkleTree(lines.map((line) => leafHash(line))).root(size) }
  const signer = sampleSigner()
  const input = {
    entries: lines.map((line) => ({ line })),
    withBodies: false,
    checkpoint: signCheckpoint(head, signer),
    summary: signSummary({ ...head, signedAt, recalls: new Map() }, signer),
    earlierCheckpoints: [],
    keys: [signer.vkey],
  }
  return renderBundle(createLogBundle(input, signer))
}

export function never(): never {
  throw new Error('the sample ledger has a third entry')
}
