import { z } from 'zod'
import { lineOf } from '../text.ts'

/** 5 MiB: with the rest of a letter it stays within what mail services and mailboxes take. */
export const maxFirmLetterBytes = 5 * 1024 * 1024

/** The firm's own letter as it wrote it. Part of what is approved: letters carry these bytes and no others. */
export const firmLetterSchema = z.strictObject({
  fileName: lineOf(120).regex(/\.pdf$/i, 'must end in .pdf'),
  /** SHA-256 of the bytes, as lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'write the SHA-256 of the file as 64 hexadecimal digits'),
  /** In bytes. */
  size: z.int().min(1).max(maxFirmLetterBytes, 'must be at most 5 MiB'),
})
