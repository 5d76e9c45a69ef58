import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { z } from 'zod'

const secret = z.string().regex(/^[0-9a-f]{64}$/)

const storedSchema = z.strictObject({
  /** Names the installation in what it does by itself and in its ledger. */
  installation: z.string(),
  /** Binds reply links: with the database alone no link can be forged. */
  replyLinks: secret,
  /** Lets the console act for whoever is signed in. */
  forwarding: secret,
  /** Seed of the key that signs the ledger's checkpoints. */
  ledger: secret,
})

export type InstallationKeys = {
  readonly installationId: string
  readonly replyLinks: Uint8Array
  readonly forwarding: Uint8Array
  readonly ledger: Uint8Array
}

/**
 * The secrets of this installation, made once and kept beside the database in a file only its owner can read. Losing the
 * file breaks every link already mailed and the ledger's signatures, so a damaged one stops the start.
 */
export function openInstallationKeys(
  folder: string,
  random: (bytes: number) => Uint8Array,
): InstallationKeys {
  const file = join(folder, 'keys.json')
  if (!existsSync(file)) writeKeys(file, random)
  const stored = storedSchema.safeParse(readJson(file))
  if (!stored.success) {
    throw new RecallError(
      'storage-damaged',
      `${file} is damaged: ${z.prettifyError(stored.error)}. Restore it from a backup; links already mailed depend on it.`,
    )
  }
  const { installation, replyLinks, forwarding, ledger } = stored.data
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
  return {
    installationId: derivedId('installation', [installation]),
    replyLinks: bytes(replyLinks),
    forwarding: bytes(forwarding),
    ledger: bytes(ledger),
  }
}

function writeKeys(file: string, random: (bytes: number) => Uint8Array): void {
  const hex = () => Buffer.from(random(32)).toString('hex')
  const keys: z.infer<typeof storedSchema> = {
    installation: hex(),
    replyLinks: hex(),
    forwarding: hex(),
    ledger: hex(),
  }
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(beside, file)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new RecallError(
      'storage-damaged',
      `${file} cannot be read as JSON. Restore it from a backup; links already mailed depend on it.`,
      { cause: error },
    )
  }
}
