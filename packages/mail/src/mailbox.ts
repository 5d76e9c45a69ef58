import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { isLetterId } from './letter-id.ts'

/** One letter as a mailbox page lists it. `at` is when the folder got it, ISO 8601 in UTC; `size` is in bytes. */
export type MailboxEntry = {
  readonly letterId: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly at: string
  readonly size: number
}

export type ReadLetter = {
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
  /** As the letter carries it: not sanitised. Show it under a policy of its own and in a sandbox. */
  readonly html: string
  readonly enclosures: readonly Enclosure[]
}

/** A file that came with the letter. */
export type Enclosure = {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Headers of our letters are far smaller; a longer head is listed without what comes after. */
const headBytes = 64 * 1024

/** Letters read at the same time, so that a large mailbox does not open every file at once. */
const together = 16

/**
 * The newest letters of a mail folder, newest first, at most `limit` (200). Only the head of each listed file is read.
 * A folder that does not exist yet is an empty mailbox; a file removed meanwhile is left out.
 */
export async function readMailbox(folder: string, limit = 200): Promise<readonly MailboxEntry[]> {
  const names = await readdir(folder).catch(missing)
  const letterIds = (names ?? []).filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -4))
  const files = await inGroups(letterIds.filter(isLetterId), (letterId) => describeFile(folder, letterId))
  const newest = files.toSorted((a, b) => b.at - a.at || (a.letterId < b.letterId ? -1 : 1)).slice(0, limit)
  return inGroups(newest, (file) => readEntry(folder, file))
}

/** A letter in full, or undefined where the folder holds none of that id (or the id is not one). */
export async function readLetter(folder: string, letterId: string): Promise<ReadLetter | undefined> {
  if (!isLetterId(letterId)) return undefined
  const bytes = await readFile(join(folder, `${letterId}.eml`)).catch(missing)
  if (bytes === undefined) return undefined
  const mail = await PostalMime.parse(bytes)
  return {
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: mail.text ?? '',
    html: mail.html ?? '',
    enclosures: mail.attachments.map(({ filename, mimeType, content }, index) => ({
      fileName: filename ?? `enclosure-${index + 1}`,
      mediaType: mimeType,
      bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  }
}

type LetterFile = { readonly letterId: string; readonly at: number; readonly size: number }

async function describeFile(folder: string, letterId: string): Promise<LetterFile | undefined> {
  const found = await stat(join(folder, `${letterId}.eml`)).catch(missing)
  return found && { letterId, at: found.mtimeMs, size: found.size }
}

async function readEntry(folder: string, file: LetterFile): Promise<MailboxEntry | undefined> {
  const head = await readHead(join(folder, `${file.letterId}.eml`)).catch(missing)
  if (head === undefined) return undefined
  const mail = await PostalMime.parse(head)
  return {
    letterId: file.letterId,
    to: (mail.to ?? []).map((mailbox) => mailbox.address ?? '').join(', '),
    from: mail.from?.address ?? '',
    subject: mail.subject ?? '',
    at: new Date(file.at).toISOString(),
    size: file.size,
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  await using file = await open(path, 'r')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
  const end = buffer.indexOf('\r\n\r\n')
  return buffer.subarray(0, end >= 0 && end < bytesRead ? end + 4 : bytesRead)
}

async function inGroups<Item, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Result | undefined>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let index = 0; index < items.length; index += together) {
    const group = await Promise.all(items.slice(index, index + together).map(read))
    results.push(...group.filter((result) => result !== undefined))
  }
  return results
}

function missing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
