import { quotedPrintable } from '@recallwire/mail/quoted-printable.ts'

/**
 * The same letter, marked: a header in front, and `line` before the text and at the top of the HTML, because a repeat must not look
 * like a second recall. Works on the bytes, because the link and the code in them are kept nowhere else. Expects what `composeMime` makes: CRLF, two parts,
 * both in quoted-printable.
 */
export function markPossibleRepeat(mime: Uint8Array, line: string): Uint8Array {
  const letter = Buffer.from(mime).toString('latin1')
  const boundary = /\r\nContent-Type: multipart\/alternative;\s+boundary="([^"]+)"/.exec(letter)?.[1]
  if (boundary === undefined) throw new Error('a letter without its two parts cannot be marked as a repeat')
  const textAt = bodyOf(letter, boundary, 'text/plain')
  const noted = insert(letter, textAt, `${quotedPrintable(line)}\r\n\r\n`)
  const htmlAt = afterBodyTag(noted, bodyOf(noted, boundary, 'text/html'))
  const marked = insert(noted, htmlAt, `=\r\n${quotedPrintable(`<p>${line}</p>`)}=\r\n`)
  return new Uint8Array(Buffer.from(`X-Recallwire-Possible-Repeat: yes\r\n${marked}`, 'latin1'))
}

const insert = (letter: string, at: number, text: string): string =>
  letter.slice(0, at) + text + letter.slice(at)

/** Where the content of a part begins. Found by the boundary, which no content can hold: a notice may quote a header. */
function bodyOf(letter: string, boundary: string, type: string): number {
  const header = letter.indexOf(`--${boundary}\r\nContent-Type: ${type}`)
  const end = header < 0 ? -1 : letter.indexOf('\r\n\r\n', header)
  if (end < 0) throw new Error(`a letter without ${type} cannot be marked as a repeat`)
  return end + 4
}

/** Quoted-printable may break a line anywhere, so the tag is found with or without soft breaks in it. */
function afterBodyTag(letter: string, from: number): number {
  const tag = /<(?:=\r\n)?b(?:=\r\n)?o(?:=\r\n)?d(?:=\r\n)?y[^>]*>/i.exec(letter.slice(from))
  return tag === null ? from : from + tag.index + tag[0].length
}
