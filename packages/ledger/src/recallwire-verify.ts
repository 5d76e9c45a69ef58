#!/usr/bin/env node
/**
 * Checks a Recallwire bundle (FORMAT.md) offline, without trusting whoever handed it over; to be read whole, and run
 * anywhere by Node 22.18 or later. It shares no code with the writer of bundles: each finds the other's mistakes.
 * Run: node recallwire-verify.ts BUNDLE [--checkpoint HELD_NOTE]... [--key VKEY]... [--json]
 * Exit 0: everything holds. 1: tampered, and where. 2: cannot check, and why.
 */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'

/** Keys to trust (`NAME+ID+BASE64`; without any, the bundle's own are believed) and checkpoint notes kept from earlier. */
export type VerifyOptions = { keys?: readonly string[]; checkpoints?: readonly Uint8Array[] }

/** `file` and `seq`: where it fails, the first bad entry where one can be named. `keys`: those believed. */
export type VerifyReport = Partial<Place> & {
  readonly status: 'ok' | 'tampered' | 'cannot-check'
  readonly message: string
  readonly keys: readonly { readonly vkey: string; readonly sha256: string }[]
}

/** `unproven`: a fault there does not show that the bundle was changed, only that it cannot be checked. */
type Place = { readonly file: string; readonly seq?: number; readonly unproven?: boolean }
type Files = ReadonlyMap<string, Buffer>
type Key = { vkey: string; name: string; id: string; sha256: string; publicKey: KeyObject }
type Head = { origin: string; size: number; root: string; more: string[]; place: Place }
type Newest = Map<string, { recallSeq: number; leaf: string }>
type Links = { prev: string; recallId?: string; recallSeq?: number; recallPrev?: string }
type Entry = Links & { seq: number; recordedAt: string; bodyHash: string }

const zeros = '0'.repeat(64)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown) => typeof value === 'string' && value !== '' && value.isWellFormed()
const isTexts = (value: unknown) => isObject(value) && Object.values(value).every(isText)
const isHash = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0
const isSeq = (text: string) => /^(0|[1-9]\d{0,14})$/.test(text)
const isInstant = (value: unknown) =>
  String(value).length === 24 && new Date(Date.parse(String(value)) || 0).toISOString() === value
const parseJson = (line: Buffer): unknown => attempt(() => JSON.parse(line.toString()), SyntaxError)
const leafHash = (line: Buffer) => hash('sha256', Buffer.concat([Buffer.of(0), line]))
const node = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer')
const half = (position: number) => Math.floor(position / 2) // A shift would cut it to 32 bits.
const nothing = Buffer.alloc(0)
const fileOf = (files: Files, file: string) => files.get(file) ?? nothing
const wordsOf = (files: Files, file: string) => lines(files, file).map((line) => line.toString().split(' '))

class Finding extends Error {
  readonly place: Place
  constructor(place: Place, problem: string) {
    const where = place.seq === undefined ? place.file : `entry seq ${place.seq}, ${place.file}`
    super(`${where}: ${problem}`.replace(/\p{Cc}/gu, '?')) // It may quote what was tampered with.
    this.place = place
  }
}

function need(holds: unknown, place: Place, problem: string): asserts holds {
  if (!holds) throw new Finding(place, problem)
}

function attempt<T>(check: () => T, kind: typeof Finding | typeof SyntaxError = Finding): T | Error {
  try {
    return check()
  } catch (error) {
    if (error instanceof kind) return error
    throw error
  }
}

export function verifyBundle(bytes: Uint8Array, options: VerifyOptions = {}): VerifyReport {
  let keys: Key[] = []
  const result = attempt(() => {
    const files = readContainer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
    const bundled = lines(files, 'keys.txt').map((line) => readKey(line.toString(), { file: 'keys.txt' }))
    need(bundled.length > 0, { file: 'keys.txt' }, 'is missing or holds no key')
    keys = options.keys?.map((vkey) => readKey(vkey, { file: '--key', unproven: true })) ?? bundled
    return checkBundle(files, keys, options.checkpoints ?? [])
  })
  const believed = keys.map(({ vkey, sha256 }) => ({ vkey, sha256 }))
  if (typeof result === 'string') return { status: 'ok', message: result, keys: believed }
  if (!(result instanceof Finding)) throw result
  const status = result.place.unproven ? 'cannot-check' : 'tampered'
  return { status, message: result.message, ...result.place, keys: believed }
}

/** The order of the checks decides what is named: a bad entry by its seq before the file that it stands in. */
function checkBundle(files: Files, keys: Key[], notes: readonly Uint8Array[]): string {
  const { fault, recallId, altered } = readManifest(files, keys)
  const unlike = 'is not the file that the signed manifest lists'
  for (const file of altered) need(fault || /^(entries|bodies)\.jsonl$/.test(file), { file }, unlike)
  const head = readHead(fileOf(files, 'checkpoint.note'), keys, { file: 'checkpoint.note' })
  const names = [...files.keys()].filter((name) => name.startsWith('checkpoints/'))
  const earlier = names.map((file) => readHead(fileOf(files, file), keys, { file }))
  for (const { size, place } of earlier) need(size < head.size, place, 'is newer than checkpoint.note')
  const held = notes.map((note, index) => readHeld(Buffer.from(note), keys, index, head))
  const summary = readSummary(files, keys, head)
  const found = checkEntries(files, recallId, head, [...earlier, ...held], summary.newest)
  if (fault) throw fault
  for (const file of altered) throw new Finding({ file }, unlike)
  const kept = held.map((known) => `; it agrees with the checkpoint you hold of size ${known.size}`).join('')
  return `${found}, in the ledger ${head.origin} of ${head.size} entries as signed at ${summary.signedAt}${kept}.`
}

function readContainer(bytes: Buffer): Files {
  const magic = 'recallwire-bundle/1\n'
  need(bytes.indexOf(magic) === 0, { file: 'first line', unproven: true }, 'is not that of a bundle')
  const files = new Map<string, Buffer>()
  for (let at = magic.length; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const header = bytes.toString('latin1', at, Math.min(end, at + 300))
    const [, file, size] = /^== ([A-Za-z0-9][A-Za-z0-9./_-]*) (0|[1-9]\d{0,14})$/.exec(header) ?? []
    const before = [...files.keys()].at(-1) ?? 'manifest.note'
    need(file && !files.has(file), { file: before }, 'the header line after this file is damaged')
    at = end + 1 + Number(size) + 1
    need(bytes[at - 1] === 10, { file }, 'does not have the length that its header line says')
    files.set(file, bytes.subarray(end + 1, at - 1))
  }
  return files
}

/** A manifest that is not signed is kept as a `fault`, to be reported unless a bad entry can be named. */
function readManifest(files: Files, keys: Key[]) {
  const place = { file: 'manifest.note' }
  const note = fileOf(files, place.file)
  const opened = attempt(() => openNote(note, keys, '/bundle', place))
  const fault = opened instanceof Error ? opened : undefined
  const [, what = '', ...rest] = note.toString().split('\n\n', 1).join().split('\n')
  const [, kind, recallId] = /^(log|recall ([!-~]+))$/.exec(what) ?? []
  if (fault && kind === undefined) throw fault
  need(kind, { ...place, unproven: true }, 'is of a kind that this verifier does not know')
  const listed = new Map(rest.map((line) => line.split(' ')).map(([sha256, name = '']) => [name, sha256]))
  const names = [...files.keys()].slice(1)
  const altered = [...new Set([...listed.keys(), ...names])].filter(
    (name) => hash('sha256', fileOf(files, name)) !== listed.get(name),
  )
  if (names.join() !== [...listed.keys()].join()) altered.push(place.file)
  return { fault, recallId, altered }
}

function readKey(vkey: string, place: Place): Key {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(vkey) ?? []
  const bytes = base64(encoded)
  const computed = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes])).slice(0, 8)
  need(
    bytes.length === 33 && bytes[0] === 1 && computed === id,
    place,
    `"${vkey}" is not an Ed25519 key of the form NAME+ID+BASE64`,
  )
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url', 1) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return { vkey, name, id, sha256: hash('sha256', bytes.subarray(1)), publicKey }
}

/** The text of a C2SP signed note that a trusted key signed, whose origin is that key's name and the suffix. */
function openNote(bytes: Buffer, keys: Key[], suffix: string, place: Place): string {
  const note = bytes.toString()
  const end = note.lastIndexOf('\n\n')
  need(end > 0 && note.endsWith('\n') && Buffer.from(note).equals(bytes), place, 'is not a signed note')
  const text = note.slice(0, end + 1)
  let signer: Key | undefined
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded = ''] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? []
    const signature = base64(encoded)
    need(signature.length > 4, place, 'has a malformed signature line')
    const key = keys.find((known) => known.name === name && known.id === signature.toString('hex', 0, 4))
    if (key === undefined) continue
    const signed = verify(null, Buffer.from(text), key.publicKey, signature.subarray(4))
    need(signed, place, `the signature of ${key.name} is false: this is not the text that was signed`)
    signer = key
  }
  need(signer, { ...place, unproven: true }, 'is signed by none of the trusted keys')
  const origin = `${signer.name}${suffix}`
  need(text.startsWith(`${origin}\n`), { ...place, unproven: true }, `its origin is not ${origin}`)
  return text
}

function readHead(note: Buffer, keys: Key[], place: Place, suffix = ''): Head {
  const text = openNote(note, keys, suffix, place)
  const [origin = '', size = '', encoded = '', ...more] = text.slice(0, -1).split('\n')
  const root = base64(encoded)
  need(isSeq(size) && size !== '0' && root.length === 32, place, 'needs an origin, a size from 1 and a root')
  return { origin, size: Number(size), root: root.toString('hex'), more, place }
}

function readHeld(note: Buffer, keys: Key[], index: number, head: Head): Head {
  const place = { file: `--checkpoint ${index + 1}`, unproven: true }
  const held = readHead(note, keys, place)
  need(held.origin === head.origin, place, `is of the ledger ${held.origin}, the bundle of ${head.origin}`)
  need(held.size <= head.size, place, `is of size ${held.size}, the bundle older: ask for a newer bundle`)
  return { ...held, place: { file: place.file } }
}

function readSummary(files: Files, keys: Key[], head: Head) {
  const place = { file: 'summary.note' }
  const { size, root, more } = readHead(fileOf(files, place.file), keys, place, '/summary')
  need(size === head.size && root === head.root, place, 'is not of the same state as checkpoint.note')
  const [signedAt = '', ...rest] = more
  const newest: Newest = new Map()
  for (const line of rest) {
    const [, recallId = '', recallSeq, leaf = ''] = /^([!-~]+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? []
    need(recallSeq !== undefined && !newest.has(recallId), place, `has the malformed line "${line}"`)
    newest.set(recallId, { recallSeq: Number(recallSeq), leaf })
  }
  return { signedAt, newest }
}

const members = 'actor,bodyHash,eventId,prev,recordedAt,seq,subject,type'
const membersOfRecall = members.replace('prev,', 'prev,recallId,recallPrev,recallSeq,')

/**
 * An entry has one spelling, canonical JSON (RFC 8785): nothing unknown, missing or twice, members sorted, no blanks.
 * ECMAScript writes numbers and texts as the RFC asks, and keeps the order of members that do not begin with a digit.
 */
function readEntry(line: Buffer, place: Place): Entry {
  const value = parseJson(line)
  const names = isObject(value) ? Object.keys(value).join() : ''
  need(isObject(value) && (names === members || names === membersOfRecall), place, 'is not an entry')
  const { actor, subject, seq, recallSeq = 0, bodyHash, prev, recallPrev = zeros, recallId = '-' } = value
  const numbered = [seq, recallSeq].every(isCount) && [bodyHash, prev, recallPrev].every(isHash)
  const named = [actor, subject].every(isTexts) && [value.type, value.eventId].every(isText)
  const acted = Object.keys(Object(actor)).join() === 'by,organisationId,role' && isInstant(value.recordedAt)
  need(numbered && named && acted && /^[!-~]+$/.test(String(recallId)), place, 'has a malformed member')
  const about = Object.keys(Object(subject))
  const sorted = about.every(
    (name, at) => /^[A-Za-z][\w.-]*$/.test(name) && (at === 0 || name > (about[at - 1] ?? '')),
  )
  need(sorted && Buffer.from(JSON.stringify(value)).equals(line), place, 'is not canonical JSON')
  return value as Entry
}

/** `recallId` undefined: the whole ledger. `old`: the checkpoints that it must have grown from. */
function checkEntries(files: Files, recallId: string | undefined, head: Head, old: Head[], summary: Newest) {
  const whole = recallId === undefined
  const file = 'entries.jsonl'
  const entries = lines(files, file)
  const given = !whole || files.has('bodies.jsonl')
  const bodies = given ? lines(files, 'bodies.jsonl') : entries.map(() => nothing)
  const checkRoots = createRootCheck([...old, head])
  const newest: Newest = new Map()
  const seqs = new Set<unknown>()
  let [lastSeq, prev, recordedAt] = [-1, zeros, '']
  for (const [index, [due = '', listed = '', ...proof]] of wordsOf(files, 'proofs.txt').entries()) {
    const place = isSeq(due) ? { file, seq: Number(due) } : { file }
    const line = entries[index]
    need(line, place, 'the entry is missing')
    const leaf = leafHash(line)
    need(leaf === listed, place, 'the entry was changed, moved or removed')
    const entry = readEntry(line, place)
    need(String(entry.seq) === due && entry.seq > lastSeq, place, 'the entry is out of order')
    if (whole) {
      need(entry.seq === index && entry.prev === prev, place, 'does not follow the entry before')
      checkRoots(index, leaf)
    } else {
      const root = climb(entry.seq, head.size - 1, leaf, proof)?.root
      need(root === head.root, place, `is not in the ledger signed at size ${head.size}`)
      need(entry.recallId === recallId, { file: 'manifest.note' }, `names a recall that seq ${due} is not of`)
    }
    checkRecallChain(entry, leaf, newest, place)
    const body = bodies[index] ?? nothing
    const sound = body.length === 0 || hash('sha256', body) === entry.bodyHash
    need(sound, { ...place, file: 'bodies.jsonl' }, 'the body is not the one the entry was made for')
    ;[lastSeq, prev, recordedAt] = [entry.seq, leaf, entry.recordedAt]
    seqs.add(entry.seq)
  }
  const size = whole ? head.size : seqs.size
  const end = { file, seq: Math.min(size, seqs.size) }
  need(seqs.size === size && size > 0, end, `is missing or was added: ${size} entries were signed`)
  need(entries.length === size, { file }, 'has entries that were added at the end')
  need(bodies.length === size, { file: 'bodies.jsonl' }, 'needs a line per entry')
  // Leaving out the last entries of a recall leaves no gap, but the summary names the newest.
  for (const id of whole ? [...newest.keys(), ...summary.keys()] : [recallId]) {
    const [ours, named] = [newest.get(id), summary.get(id)]
    const problem = `recall ${id} ends at recallSeq ${ours?.recallSeq}, the signed summary names ${named?.recallSeq}`
    need(ours?.recallSeq === named?.recallSeq && ours?.leaf === named?.leaf, { file }, problem)
  }
  if (!whole) checkConsistency(files, old, head)
  checkReportRows(files, seqs)
  const withheld = bodies.filter((body) => body.length === 0).length
  const what = `${whole ? 'whole ledger' : `recall ${recallId}`}: ${size} entries (${withheld} without body)`
  return `${what}, none missing or changed, the newest of ${recordedAt}`
}

/** Gapless recallSeq: an entry of the recall that was left out leaves a gap. */
function checkRecallChain(entry: Entry, leaf: string, newest: Newest, place: Place): void {
  const { recallId, recallSeq, recallPrev } = entry
  if (recallId === undefined || recallSeq === undefined) return
  const before = newest.get(recallId) ?? { recallSeq: -1, leaf: zeros }
  const due = before.recallSeq + 1
  need(recallSeq === due, place, `recallSeq is ${recallSeq}, not ${due}: an entry of the recall was left out`)
  need(recallPrev === before.leaf, place, 'recallPrev does not name the entry before of this recall')
  newest.set(recallId, { recallSeq, leaf })
}

function checkReportRows(files: Files, seqs: Set<unknown>): void {
  const file = 'report-rows.jsonl'
  for (const line of files.has(file) ? lines(files, file) : []) {
    const row = parseJson(line)
    const proven = isObject(row) && Array.isArray(row.seqs) && row.seqs.every((seq) => seqs.has(seq))
    need(proven, { file }, `the row ${line} rests on an entry that is not in the bundle`)
  }
}

/** For the whole ledger: compares the root with every checkpoint as the entries come to its size. */
function createRootCheck(heads: Head[]): (seq: number, leaf: string) => void {
  const nodes: Buffer[] = []
  const bySize = Map.groupBy(heads, (head) => head.size)
  let agreed = 0
  return (seq, leaf) => {
    let top: Buffer = Buffer.from(leaf, 'hex')
    for (let rest = seq; rest % 2 === 1; rest = half(rest)) top = node(nodes.pop() ?? top, top)
    nodes.push(top)
    for (const { root, size, place } of bySize.get(seq + 1) ?? []) {
      const computed = nodes.reduceRight((right, left) => node(left, right)).toString('hex')
      const problem = `an entry from seq ${agreed} to ${seq} is not the one signed at size ${size}: history was rewritten`
      need(computed === root, { ...place, seq: agreed }, problem)
    }
    if (bySize.has(seq + 1)) agreed = seq + 1
  }
}

function checkConsistency(files: Files, old: Head[], head: Head): void {
  const proofs = new Map(wordsOf(files, 'consistency.txt').map(([size, ...proof]) => [size, proof]))
  for (const { size, root, place } of old) {
    const proof = size === head.size ? [] : proofs.get(String(size))
    need(proof, { ...place, unproven: true }, `the bundle has no proof from its size: ask for one`)
    const grown = size === head.size ? root === head.root : consistent(size, root, head, proof)
    need(grown, place, `the ledger does not begin with these ${size} entries: history was rewritten`)
  }
}

function consistent(size: number, root: string, head: Head, proof: string[]): boolean {
  let [place, last] = [size - 1, head.size - 1]
  for (; place % 2 === 1; place = half(place)) last = half(last)
  const [first = '', ...rest] = place === 0 ? [root, ...proof] : proof
  const climbed = climb(place, last, first, rest)
  return climbed?.old === root && climbed.root === head.root
}

/** From a node up to the roots of the old and the new tree: only siblings on the left are in the old one too. */
function climb(from: number, to: number, start: string, proof: string[]) {
  if (from > to || ![start, ...proof].every(isHash)) return undefined
  let [place, last] = [from, to]
  let root: Buffer = Buffer.from(start, 'hex')
  let old = root
  for (const sibling of proof.map((text) => Buffer.from(text, 'hex'))) {
    if (last === 0) return undefined
    const onTheLeft = place % 2 === 1 || place === last
    root = onTheLeft ? node(sibling, root) : node(root, sibling)
    if (onTheLeft) old = node(sibling, old)
    if (onTheLeft) for (; place % 2 === 0 && place !== 0; place = half(place)) last = half(last)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 ? { old: old.toString('hex'), root: root.toString('hex') } : undefined
}

/** Lines without their newlines. A last line without one is kept: the manifest's hash decides on it. */
function lines(files: Files, file: string): Buffer[] {
  const bytes = fileOf(files, file)
  const found: Buffer[] = []
  for (let at = 0; at < bytes.length; at += (found.at(-1)?.length ?? 0) + 1) {
    const end = bytes.indexOf(10, at)
    found.push(bytes.subarray(at, end < 0 ? bytes.length : end))
  }
  return found
}

/** Empty unless the text is base64 in its one canonical spelling. */
function base64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : Buffer.alloc(0)
}

function main(rest: string[]): void {
  const [keys, checkpoints, paths]: [string[], Buffer[], string[]] = [[], [], []]
  const json = rest.includes('--json')
  let report: VerifyReport
  try {
    for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
      if (argument === '--key') keys.push(rest.shift() ?? '')
      else if (argument === '--checkpoint') checkpoints.push(readFileSync(rest.shift() ?? ''))
      else if (argument !== '--json') paths.push(argument)
    }
    const [path = '-'] = paths
    if (paths.length !== 1 || path.startsWith('-')) throw new Error('name one bundle, and options')
    report = verifyBundle(readFileSync(path), { checkpoints, ...(keys.length === 0 ? {} : { keys }) })
  } catch (error) {
    report = { status: 'cannot-check', message: String(error), keys: [] }
  }
  const caution =
    'No --key was given, the one inside the bundle was believed. Compare it with the one published:'
  const shown = report.keys.map(({ vkey, sha256 }) => `${caution}\n  ${vkey}\n  SHA-256 ${sha256}\n`).join('')
  const sentence = `${report.status.toUpperCase().replace('-', ' ')}: ${report.message}\n`
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${sentence}${keys.length > 0 ? '' : shown}`)
  process.exitCode = { ok: 0, tampered: 1, 'cannot-check': 2 }[report.status]
}

const [, started = '.', ...given] = process.argv
if (import.meta.filename === realpathSync(started)) main(given)
