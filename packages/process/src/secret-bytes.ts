import { secretSetting } from '@recallwire/runtime/secret-setting.ts'
import { z } from 'zod'

const one = /^[0-9a-f]{64}$/
const error = 'write the 64 hexadecimal digits that infra/secrets makes'

/** A secret of 32 bytes, written as 64 hexadecimal digits. */
export const secretSchema = secretSetting(z.string().regex(one, error).transform(bytesOf))

/** At least one such secret; several with spaces or line ends between. */
export const secretsSchema = secretSetting(
  z
    .string()
    .transform((text) => text.split(/\s+/))
    .refine((list) => list.every((text) => one.test(text)), { error })
    .transform((list) => list.map(bytesOf)),
)

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}
