import type { ReplyLink } from '@recallwire/domain/letter/letter.ts'
import { linkLifeMs } from '@recallwire/domain/letter/reply-link.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { ReplyAccess } from '../letters/letter-input.ts'
import { hashCode, newCode } from '../reply/reply-code.ts'
import { hashHandle, mintReplyToken, newHandle } from '../reply/reply-token.ts'

/** What one letter prints, and what is kept of it: hashes, so that whoever reads the store cannot answer for a facility. */
export type MintedLink = { readonly access: ReplyAccess; readonly link: ReplyLink }

export function mintLink(
  secret: Uint8Array,
  letter: {
    readonly letterId: string
    readonly publicUrl: string
    readonly now: string
    /** Where the link leads: `r` to the reply to a recall, `v` to the question whether an address is right. */
    readonly page: 'r' | 'v'
  },
  random: (bytes: number) => Uint8Array,
): MintedLink {
  const [handle, code] = [newHandle(random), newCode(random)]
  const expiresAt = addMs(letter.now, linkLifeMs)
  return {
    access: { url: `${letter.publicUrl}/${letter.page}/${mintReplyToken(secret, handle)}`, code, expiresAt },
    link: {
      handleHash: hashHandle(handle),
      codeHash: hashCode(secret, letter.letterId, code),
      expiresAt,
      wrongCodes: 0,
    },
  }
}
