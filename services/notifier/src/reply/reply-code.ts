import { createHmac, timingSafeEqual } from 'node:crypto'

const codes = 1_000_000
/** Draws at or above this are drawn again: 2^32 is no multiple of a million, and low codes would come more often. */
const fair = Math.floor(2 ** 32 / codes) * codes

/** A new six-digit code, each equally likely. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    const drawn = Buffer.from(random(4)).readUInt32BE()
    if (drawn < fair) return String(drawn % codes).padStart(6, '0')
  }
}

/** What is stored of a code. Bound to its letter and keyed: a million codes are quickly hashed without the secret. */
export const hashCode = (secret: Uint8Array, letterId: string, code: string): string =>
  createHmac('sha256', secret).update(`reply-code|${letterId}|${code}`).digest('hex')

/** The digits of a typed code, blanks and hyphens aside; undefined for anything that is not six digits. */
export function readCode(typed: string): string | undefined {
  const digits = typed.length > 40 ? '' : typed.replace(/[\s-]/g, '')
  return /^[0-9]{6}$/.test(digits) ? digits : undefined
}

/** Compares hashes in constant time. */
export function isSameHash(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
