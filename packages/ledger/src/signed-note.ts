import { createPublicKey, hash, verify } from 'node:crypto'

/** A public key that vouches for notes of one name, as C2SP signed-note writes it: `NAME+ID+BASE64`. */
export type NoteKey = {
  readonly name: string
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), in hex. */
  readonly id: string
  /** 32 bytes of Ed25519. */
  readonly publicKey: Uint8Array
}

/** Signs texts under one name. `vkey` is what the other side needs to check them. */
export type Signer = {
  readonly name: string
  readonly vkey: string
  /** Ed25519 over the UTF-8 bytes of the text: 64 bytes, the same for the same text. */
  readonly sign: (text: string) => Uint8Array
}

export type OpenedNote =
  | { readonly kind: 'verified'; readonly text: string; readonly key: NoteKey }
  | { readonly kind: 'refused'; readonly problem: string }

const ed25519 = 1

/**
 * A C2SP signed note: the text, a blank line, one signature line per signer (two while a key is being rotated).
 * Throws a TypeError for a text the format cannot carry.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (signers.length === 0) throw new TypeError('a note needs at least one signer')
  if (!isNoteText(text)) throw new TypeError('a note is lines of well-formed text without control characters')
  const lines = signers.map((signer) => {
    const id = Buffer.from(parseKeyText(signer.vkey).id, 'hex')
    return `— ${signer.name} ${Buffer.concat([id, signer.sign(text)]).toString('base64')}\n`
  })
  return `${text}\n${lines.join('')}`
}

/**
 * The text of a note that at least one of the keys has signed. Signatures of unknown keys are passed over, as the
 * format asks (a witness may have added one); a false signature of a known key refuses the whole note.
 */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  if (end < 0 || !note.endsWith('\n') || !isNoteText(note)) return refuse('is not a signed note')
  let signedBy: NoteKey | undefined
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const signature = parseSignature(line)
    if (signature === undefined) return refuse('has a signature line that is not of the form "— NAME BASE64"')
    const key = keys.find((known) => known.name === signature.name && known.id === signature.id)
    if (key === undefined) continue
    if (!verify(null, Buffer.from(text), publicKeyObject(key.publicKey), signature.bytes)) {
      return refuse(`has a false signature by the key ${renderKey(key)}`)
    }
    signedBy ??= key
  }
  return signedBy === undefined
    ? refuse('is signed by none of the known keys')
    : { kind: 'verified', text, key: signedBy }
}

/** The vkey text of a raw 32-byte public key. */
export function renderKey(key: { readonly name: string; readonly publicKey: Uint8Array }): string {
  return `${key.name}+${keyId(key.name, key.publicKey)}+${keyBytes(key.publicKey).toString('base64')}`
}

/** Reads a vkey; undefined unless it is an Ed25519 key whose id fits its name and bytes. */
export function parseKey(vkey: string): NoteKey | undefined {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(vkey) ?? []
  if (name === undefined || id === undefined || encoded === undefined) return undefined
  const bytes = decodeBase64(encoded)
  if (bytes?.length !== 33 || bytes[0] !== ed25519) return undefined
  const publicKey = bytes.subarray(1)
  return keyId(name, publicKey) === id ? { name, id, publicKey } : undefined
}

/** The bytes of standard base64 in its one canonical spelling; undefined for any other. */
export function decodeBase64(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.toString('base64') === encoded ? bytes : undefined
}

function parseKeyText(vkey: string): NoteKey {
  const key = parseKey(vkey)
  if (key === undefined) throw new TypeError(`${vkey}: is not an Ed25519 key of the form NAME+ID+BASE64`)
  return key
}

function parseSignature(line: string) {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? []
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded)
  if (name === undefined || bytes === undefined || bytes.length < 5) return undefined
  return { name, id: bytes.subarray(0, 4).toString('hex'), bytes: bytes.subarray(4) }
}

function keyId(name: string, publicKey: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), keyBytes(publicKey)])).slice(0, 8)
}

function keyBytes(publicKey: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(ed25519), publicKey])
}

function publicKeyObject(publicKey: Uint8Array) {
  const x = Buffer.from(publicKey).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.isWellFormed() && !/[^\n\P{Cc}]/u.test(text)
}

function refuse(problem: string): OpenedNote {
  return { kind: 'refused', problem }
}
