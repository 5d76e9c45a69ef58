import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { renderKey, type Signer } from './signed-note.ts'

// The fixed start of an Ed25519 private key in PKCS #8 (RFC 8410); the 32-byte seed follows.
const pkcs8Start = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * A signer from an Ed25519 private key in PEM (PKCS #8). The name is the ledger's origin, a URL without scheme such as
 * `ledger.example.org/recallwire`. Throws a TypeError for another kind of key or a name with blanks or a plus sign.
 */
export function createSigner(privateKeyPem: string, name: string): Signer {
  return signerOf(createPrivateKey(privateKeyPem), name)
}

/** The same from 32 bytes of randomness, which the caller supplies and keeps secret. */
export function signerFromSeed(seed: Uint8Array, name: string): Signer {
  if (seed.length !== 32) throw new TypeError(`seed: ${seed.length} bytes given, 32 are needed`)
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Start, seed]), format: 'der', type: 'pkcs8' })
  return signerOf(key, name)
}

function signerOf(privateKey: KeyObject, name: string): Signer {
  if (privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError(`private key: ${privateKey.asymmetricKeyType} given, Ed25519 is needed`)
  }
  if (!/^[!-*,-~]+$/.test(name))
    throw new TypeError(`name: "${name}" must be printable ASCII without blanks or "+"`)
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('private key: has no public part')
  return {
    name,
    vkey: renderKey({ name, publicKey: Buffer.from(x, 'base64url') }),
    sign: (text) => sign(null, Buffer.from(text), privateKey),
  }
}
