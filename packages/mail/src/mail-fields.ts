import { isOneAddress } from './mail-address.ts'

export type Mailbox = { readonly name?: string | undefined; readonly address: string }

/** A field of a message that cannot be written safely. Nothing is repaired: a repaired recipient is a wrong recipient. */
export class MailFieldError extends TypeError {
  readonly field: string

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`)
    this.name = 'MailFieldError'
    this.field = field
  }
}

/** Nothing to unsubscribe by: a duty to reply does not end because its letters are unwanted. */
const allowedHeaders: ReadonlySet<string> = new Set([
  'auto-submitted',
  'content-language',
  'importance',
  'in-reply-to',
  'list-id',
  'references',
  'reply-to',
  'x-auto-response-suppress',
])

/** RFC 2047: a reader would decode this and see other characters than were checked here. */
const encodedWord = /=\?[^?\s]+\?[bq]\?[^?\s]*\?=/i

/** Throws a MailFieldError for a control character (CR, LF, NUL, …), an encoded word, or half a surrogate pair. */
export function checkOneLine(field: string, text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what breaks a header
  const found = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.exec(text)
  if (found !== null) {
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    throw new MailFieldError(field, `the control character U+${code} cannot stand here; remove it`)
  }
  if (encodedWord.test(text))
    throw new MailFieldError(field, 'text in the form "=?…?=" would be decoded; reword it')
  if (!text.isWellFormed()) throw new MailFieldError(field, 'half a surrogate pair cannot be encoded')
}

export function checkMailbox(field: string, mailbox: Mailbox): void {
  if (!isOneAddress(mailbox.address)) {
    throw new MailFieldError(`${field}.address`, 'give exactly one address such as recalls@example.org')
  }
  if (mailbox.name !== undefined) checkOneLine(`${field}.name`, mailbox.name)
}

/** A message id in its angle brackets, in the characters every reader takes. */
export function checkMessageId(messageId: string): void {
  if (!/^<[\w.+-]{1,200}@[\w.-]{1,200}>$/.test(messageId)) {
    throw new MailFieldError('messageId', 'write it as <left@right> in ASCII letters, digits and . _ + -')
  }
}

/** Only headers of the list, or X-Recallwire-…, may be set: the rest belongs to the message's own fields. */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    const known = allowedHeaders.has(name.toLowerCase()) || /^X-Recallwire-[A-Za-z-]{1,40}$/.test(name)
    if (!known) throw new MailFieldError(`headers.${name}`, 'this header may not be set')
    checkOneLine(`headers.${name}`, value)
    if (name.toLowerCase() === 'reply-to' && !isOneAddress(value)) {
      throw new MailFieldError(`headers.${name}`, 'give exactly one address')
    }
  }
}
