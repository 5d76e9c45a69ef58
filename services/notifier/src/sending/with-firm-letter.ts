import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { insertAttachment } from '@recallwire/mail/insert-attachment.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { firmLetterPlace } from '../letters/letter-message.ts'
import type { SendingDeps } from './sending-deps.ts'

/** A letter's bytes with the firm's own letter in its place; as they are where it carries none. */
export async function withFirmLetter(
  { backEnd }: Pick<SendingDeps, 'backEnd'>,
  mime: Uint8Array,
  firmLetter: Letter['firmLetter'],
): Promise<Uint8Array> {
  if (firmLetter === undefined) return mime
  const { organisationId, sha256 } = firmLetter
  const file = await backEnd.attachments.get(organisationId, sha256)
  if (file === undefined)
    throw new RecallError('upstream-unavailable', `The firm's letter ${sha256} is not readable yet`)
  return insertAttachment(mime, firmLetterPlace(sha256), file.bytes)
}
