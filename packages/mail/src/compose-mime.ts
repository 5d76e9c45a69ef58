import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type Mail from 'nodemailer/lib/mailer'
import { buildMime } from './build-mime.ts'
import {
  checkHeaders,
  checkMailbox,
  checkMessageId,
  checkOneLine,
  type Mailbox,
  MailFieldError,
} from './mail-fields.ts'

export type MailAttachment = {
  readonly filename: string
  /** Media type, e.g. `application/pdf`. */
  readonly contentType: string
  readonly content: Uint8Array
}

export type Message = {
  readonly from: Mailbox
  readonly to: Mailbox
  readonly subject: string
  /** Hand-written, not derived from the HTML, because a conversion runs table cells together. */
  readonly text: string
  readonly html: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** With angle brackets. SES replaces it by its own. */
  readonly messageId: string
  readonly date: Date
  /** Usually the letter id; with the content it gives the boundary, which therefore cannot be guessed into the content. */
  readonly boundarySeed: string
  readonly attachments?: readonly MailAttachment[] | undefined
}

/** RFC 5322, section 2.1.1: a line holds at most 998 characters without its CRLF. */
const longestLine = 998

/**
 * The message as bytes: multipart, quoted-printable, CRLF, lines of at most 998 characters. Equal input gives equal
 * bytes, so that a letter rendered again after a crash is the same letter.
 *
 * Throws a MailFieldError that names the field for control characters, for anything but one address, and for a header
 * that is not on the list.
 */
export async function composeMime(message: Message): Promise<Uint8Array> {
  checkMailbox('from', message.from)
  checkMailbox('to', message.to)
  checkOneLine('subject', message.subject)
  checkMessageId(message.messageId)
  checkHeaders(message.headers ?? {})
  if (Number.isNaN(message.date.getTime())) throw new MailFieldError('date', 'give a valid time')
  message.attachments?.forEach(checkAttachment)
  const options: Mail.Options & { readonly baseBoundary: string } = {
    from: addressOf(message.from),
    to: addressOf(message.to),
    subject: message.subject,
    text: withCrLf(message.text),
    html: withCrLf(message.html),
    headers: { ...message.headers },
    messageId: message.messageId,
    date: message.date,
    encoding: 'quoted-printable',
    baseBoundary: boundaryOf(message),
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: (message.attachments ?? []).map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content),
    })),
  }
  const mime = buildMime(new MailComposer(options).compile())
  checkLines(mime)
  return new Uint8Array(Buffer.from(mime, 'latin1'))
}

function addressOf({ name, address }: Mailbox): Mail.Address {
  return { name: name ?? '', address }
}

function checkAttachment(attachment: MailAttachment, index: number): void {
  checkOneLine(`attachments.${index}.filename`, attachment.filename)
  if (!/^[a-z]+\/[a-z0-9.+-]+(; charset=utf-8)?$/.test(attachment.contentType)) {
    throw new MailFieldError(`attachments.${index}.contentType`, 'give a media type such as application/pdf')
  }
}

function boundaryOf(message: Message): string {
  return createHash('sha256')
    .update(JSON.stringify([message.boundarySeed, message.subject, message.text, message.html]))
    .digest('hex')
    .slice(0, 32)
}

function withCrLf(text: string): string {
  return text.toWellFormed().replace(/\r\n|\r|\n/g, '\r\n')
}

/** Bodies are quoted-printable, so that only a header can hold a line as long as this. */
function checkLines(mime: string): void {
  let header = 'message'
  if (!hasLongLine(mime)) return
  for (const line of mime.split('\r\n')) {
    header = /^([A-Za-z-]+):/.exec(line)?.[1] ?? header
    if (line.length > longestLine) {
      throw new MailFieldError(
        header,
        `a word is too long for a line of ${longestLine} characters; shorten it`,
      )
    }
  }
}

function hasLongLine(mime: string): boolean {
  let from = 0
  for (let end = mime.indexOf('\r\n'); end >= 0; end = mime.indexOf('\r\n', from)) {
    if (end - from > longestLine) return true
    from = end + 2
  }
  return mime.length - from > longestLine
}
