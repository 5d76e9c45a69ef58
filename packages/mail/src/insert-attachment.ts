/**
 * Puts a file into a message in place of a short one that was composed as its last part, so that a letter can be kept without the file
 * that thousands of letters share. Only the bytes of that part change. Throws where the message does not hold the place.
 */
export function insertAttachment(mime: Uint8Array, place: Uint8Array, file: Uint8Array): Uint8Array {
  const message = Buffer.from(mime)
  const mark = Buffer.from(`\r\n\r\n${Buffer.from(place).toString('base64')}\r\n`, 'latin1')
  const at = message.lastIndexOf(mark)
  if (at < 0) throw new Error('the message holds no place for the file')
  const body = Buffer.from(wrapped(Buffer.from(file).toString('base64')), 'latin1')
  return new Uint8Array(
    Buffer.concat([
      message.subarray(0, at),
      Buffer.from('\r\n\r\n'),
      body,
      message.subarray(at + mark.length - 2),
    ]),
  )
}

/** RFC 2045, section 6.8: lines of at most 76 characters. */
const wrapped = (base64: string): string => base64.replace(/.{76}(?=.)/g, '$&\r\n')
