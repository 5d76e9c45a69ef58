import { decodeBase64, type NoteKey, openNote, type Signer, signNote } from './signed-note.ts'

/** What a signer vouches for: the first `size` entries of the ledger `origin` have this Merkle root (hex). */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: string }

export type OpenedCheckpoint =
  | { readonly kind: 'verified'; readonly checkpoint: Checkpoint; readonly key: NoteKey }
  | { readonly kind: 'refused'; readonly problem: string }

/**
 * A C2SP tlog-checkpoint. Several signers sign while a key is being rotated. Throws a TypeError for size 0 (a root over
 * nothing vouches for nothing) and for a signer of another name than the origin: a key speaks for one ledger only.
 */
export function signCheckpoint(checkpoint: Checkpoint, ...signers: readonly Signer[]): string {
  const text = `${renderTreeHead(checkpoint)}`
  if (parseTreeHead(text.split('\n'))?.size !== checkpoint.size) {
    throw new TypeError('checkpoint: needs an origin, a size of at least 1 and a root of 32 bytes in hex')
  }
  requireOrigin(checkpoint.origin, signers)
  return signNote(text, signers)
}

/** Reads a checkpoint note without checking who signed it; undefined when it is none. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const [origin, size, root, blank] = note.split('\n')
  return blank === '' ? parseTreeHead([origin, size, root]) : undefined
}

/** Reads a checkpoint signed by one of the keys; a key vouches only for the origin it is named after. */
export function verifyCheckpoint(note: string, keys: readonly NoteKey[]): OpenedCheckpoint {
  const opened = openNote(note, keys)
  if (opened.kind === 'refused') return opened
  const checkpoint = parseCheckpoint(note)
  if (checkpoint === undefined)
    return { kind: 'refused', problem: 'is not a checkpoint of origin, size and root' }
  if (checkpoint.origin !== opened.key.name) {
    return {
      kind: 'refused',
      problem: `has the origin ${checkpoint.origin}, its key speaks for ${opened.key.name}`,
    }
  }
  return { kind: 'verified', checkpoint, key: opened.key }
}

/** The three lines that a checkpoint consists of and a summary begins with. */
export function renderTreeHead({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`
}

export function parseTreeHead(lines: readonly (string | undefined)[]): Checkpoint | undefined {
  const [origin, sizeText, rootText] = lines
  if (origin === undefined || !/^\S+$/u.test(origin)) return undefined
  if (sizeText === undefined || !/^[1-9]\d*$/.test(sizeText) || !Number.isSafeInteger(Number(sizeText)))
    return undefined
  const root = rootText === undefined ? undefined : decodeBase64(rootText)
  return root?.length === 32 ? { origin, size: Number(sizeText), root: root.toString('hex') } : undefined
}

export function requireOrigin(origin: string, signers: readonly Signer[]): void {
  const stranger = signers.find((signer) => signer.name !== origin)
  if (stranger !== undefined)
    throw new TypeError(`signer: ${stranger.name} cannot sign for the origin ${origin}`)
}
