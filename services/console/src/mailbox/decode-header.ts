const encodedWord = /=\?([\w-]+)\?([BbQq])\?([^?]*)\?=/g

/** A header's text as its reader sees it: encoded words (RFC 2047) decoded, and the blanks between two of them dropped. */
export const decodeHeader = (value: string): string =>
  value
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(encodedWord, (whole: string, charset: string, encoding: string, text: string) => {
      if (!/^(utf-8|us-ascii)$/i.test(charset)) return whole
      return (encoding.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : bytesOfQ(text)).toString('utf8')
    })

const bytesOfQ = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
