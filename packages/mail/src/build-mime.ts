import { encode as encodeBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64'
import type MimeNode from 'nodemailer/lib/mime-node'
import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp'

/**
 * A compiled message as text of single bytes, which reads as that of the library's `build()`. That is made for files and streams, and
 * what it does between them costs several times what it does to texts and bytes that are at hand.
 */
export function buildMime(root: MimeNode): string {
  const text = nodeText(root)
  return text.endsWith('\n') ? text : `${text}\r\n`
}

function nodeText(node: MimeNode): string {
  // Only with its headers a node knows whether it has parts, and where they end.
  const head = `${node.buildHeaders()}\r\n\r\n${encoded(node)}`
  const { boundary, childNodes, multipart } = node
  if (!multipart) return head
  const parts = childNodes.map((child) => `--${boundary}\r\n${nodeText(child)}\r\n`)
  return `${head}${parts.join('')}${parts.length === 0 ? '\r\n' : ''}--${boundary}--\r\n`
}

function encoded(node: MimeNode): string {
  const { content } = node
  if (content === undefined || content === '') return ''
  if (typeof content !== 'string' && !Buffer.isBuffer(content))
    throw new TypeError('a part of a message is no text and no bytes')
  switch (node.getTransferEncoding()) {
    case 'quoted-printable':
      return wrapQuoted(encodeQuoted(content), 76)
    case 'base64':
      return wrapBase64(encodeBase64(content), 76)
    default:
      return Buffer.from(content).toString('latin1')
  }
}
