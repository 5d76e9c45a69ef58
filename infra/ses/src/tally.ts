import { createHash } from 'node:crypto'
import type { ReceivedMail } from './local-ses.ts'

/** One accepted mail without its bytes: enough to judge who was sent what and how often. */
export type TalliedMail = {
  readonly messageId: string
  readonly destinations: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  /** When it was accepted. */
  readonly at: string
  /** SHA-256 of its bytes. */
  readonly hash: string
  /** Its sender cannot know that it was accepted: the answer was lost, and nothing is published of it. */
  readonly unheard: boolean
  /** Its first header line: where whoever sends again says so. */
  readonly firstLine: string
}

export function tallyMail(mail: ReceivedMail): TalliedMail {
  const { messageId, destinations, tags, mime, acceptedAt, answer, events } = mail
  const end = mime.indexOf(13)
  return {
    messageId,
    destinations,
    tags,
    at: acceptedAt,
    hash: createHash('sha256').update(mime).digest('hex'),
    unheard: answer !== 'accept' && events === 0,
    firstLine: Buffer.from(mime.subarray(0, Math.max(end, 0))).toString('latin1'),
  }
}
