import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Installation } from '../support/installation.ts'

/** An original letter that this firm handed in. */
export async function keepFirmLetter({ running }: Installation, actor: Actor): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 of ${actor.organisationId} %%EOF`))
  const { sha256 } = await running.backEnd.attachments.put({
    organisationId: actor.organisationId,
    sha256: sha256Hex(bytes),
    fileName: 'letter.pdf',
    size: bytes.length,
    uploadedAt: '2025-06-20T14:00:00.000Z',
    bytes,
  })
  return sha256
}
