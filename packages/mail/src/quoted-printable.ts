import { encode, wrap } from 'nodemailer/lib/qp'

/**
 * A piece of text as it stands inside a quoted-printable body (RFC 2045, section 6.7), in lines short enough that a soft break may
 * follow any of them.
 */
export const quotedPrintable = (text: string): string => wrap(encode(text), 75)
