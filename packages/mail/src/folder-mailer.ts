import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mailer, OutgoingMail, SendOutcome } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { isLetterId } from './letter-id.ts'
import { isOneAddress } from './mail-address.ts'

/**
 * A mail service made of a folder: each letter is the file `LETTERID.eml`. A file appears whole or not at all, and is on
 * the disk before the letter counts as accepted, so that looking settles every doubt. Creates the folder where it is
 * missing; throws RecallError `data-folder-unwritable` if it cannot.
 */
export async function openFolderMailer(folder: string): Promise<Mailer & Required<Pick<Mailer, 'lookup'>>> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new RecallError('data-folder-unwritable', `The mail folder ${folder} cannot be created`, { cause })
  })
  return {
    settles: 'lookup',
    send: (mail, signal) => sendToFolder(folder, mail, signal),
    lookup: (letterId) => lookUp(folder, letterId),
  }
}

async function sendToFolder(folder: string, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
  if (!isLetterId(mail.letterId)) return refused('letter', 'the letter id is not 26 characters of base32')
  if (!isOneAddress(mail.to)) return refused('letter', 'the recipient is not exactly one address')
  if (signal.aborted) return refused('later', 'stopped before the letter was written')
  const file = join(folder, `${mail.letterId}.eml`)
  const temporary = join(folder, `.${mail.letterId}.${randomUUID()}.tmp`)
  // Certain of a refusal only while a failure can concern nothing but the temporary file.
  let certain = false
  try {
    const present = await readIfPresent(file)
    if (present !== undefined && !present.equals(mail.mime)) {
      return refused('letter', 'another message was already accepted under this letter id')
    }
    if (present === undefined) {
      certain = true
      await writeDurably(temporary, mail.mime, signal)
      if (signal.aborted) return refused('later', 'stopped before the letter was put in place')
      certain = false
      await rename(temporary, file)
    }
    await syncFolder(folder)
    return { kind: 'accepted', providerId: mail.letterId }
  } catch (error) {
    const reason = `the mail folder failed: ${codeOf(error)}`
    if (!certain) return { kind: 'unclear', reason }
    return signal.aborted ? refused('later', 'stopped while writing') : refused('account', reason)
  } finally {
    // A temporary file that cannot be removed is not a letter, and a full disk must not hide what happened to this one.
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

async function lookUp(folder: string, letterId: string): Promise<'accepted' | 'absent'> {
  if (!isLetterId(letterId)) return 'absent'
  const found = await stat(join(folder, `${letterId}.eml`)).catch(absentOrThrow)
  if (!found?.isFile()) return 'absent'
  // The process that renamed the file may have died before the folder reached the disk.
  await syncFolder(folder)
  return 'accepted'
}

async function writeDurably(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(bytes, { signal })
  await file.sync()
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

function readIfPresent(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(absentOrThrow)
}

function absentOrThrow(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined
  throw error
}

function refused(scope: 'letter' | 'account' | 'later', reason: string): SendOutcome {
  return { kind: 'refused', scope, reason }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}
