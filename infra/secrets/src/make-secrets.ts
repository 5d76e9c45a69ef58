import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { openInstallationKeys } from '@recallwire/infra-embedded/installation-keys.ts'
import { newSecret } from '@recallwire/runtime/authenticate.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** One file each, by its name in the folder. */
export const secretNames = [
  'installation-id',
  'forwarding-secret',
  'reply-link-secret',
  'ledger-key',
  'operator-secret',
] as const
export type SecretName = (typeof secretNames)[number]

export type MadeSecrets = {
  readonly made: readonly SecretName[]
  readonly kept: readonly SecretName[]
  /** For the first sign-in. */
  readonly operatorSecret: string
}

/**
 * Puts the secrets of an installation into a folder, each in a file of its own. Those that are there already are kept: to replace one,
 * remove its file. With `dataFolder` an embedded installation's own are taken over, so that its links and its ledger stay good.
 * Throws RecallError `config-invalid` where that folder holds none.
 */
export function makeSecrets(
  folder: string,
  random: (bytes: number) => Uint8Array,
  dataFolder?: string,
): MadeSecrets {
  const texts = dataFolder === undefined ? freshTexts(random) : textsOf(dataFolder, random)
  // The folder keeps others of this machine out; in a container a file is read by another user than its owner.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made = secretNames.filter((name) => !existsSync(join(folder, name)))
  for (const name of made) writeWhole(join(folder, name), texts[name])
  return {
    made,
    kept: secretNames.filter((name) => !made.includes(name)),
    operatorSecret: readFileSync(join(folder, 'operator-secret'), 'utf8').trim(),
  }
}

type Texts = Readonly<Record<SecretName, string>>

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

function freshTexts(random: (bytes: number) => Uint8Array): Texts {
  return {
    'installation-id': derivedId('installation', [hexOf(random(32))]),
    'forwarding-secret': hexOf(random(32)),
    'reply-link-secret': hexOf(random(32)),
    'ledger-key': hexOf(random(32)),
    'operator-secret': newSecret(random),
  }
}

function textsOf(dataFolder: string, random: (bytes: number) => Uint8Array): Texts {
  if (!existsSync(join(dataFolder, 'keys.json'))) {
    throw new RecallError(
      'config-invalid',
      `There is no keys.json in ${dataFolder}: name the data folder of the installation whose secrets are to be kept.`,
    )
  }
  const { installationId, forwarding, replyLinks, ledger } = openInstallationKeys(dataFolder, random)
  return {
    ...freshTexts(random),
    'installation-id': installationId,
    'forwarding-secret': hexOf(forwarding),
    'reply-link-secret': hexOf(replyLinks),
    'ledger-key': hexOf(ledger),
  }
}

function writeWhole(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o444)
  writeSync(handle, `${text}\n`)
  fsyncSync(handle)
  closeSync(handle)
}
