import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { Rendered } from '@recallwire/domain/letter/decide-letter.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { MailFieldError } from '@recallwire/mail/mail-fields.ts'
import { readFacility } from '../casework/read-facility.ts'
import type { KnownRecall } from '../casework/read-recall.ts'
import type { LetterInput, ReceiptFor, RenderedLetter } from '../letters/letter-input.ts'
import { carriesFirmLetter, letterMessage } from '../letters/letter-message.ts'
import { renderLetter } from '../letters/render-letter.ts'
import { commitToAddress } from './commit-to-address.ts'
import { mintLink } from './mint-link.ts'
import type { SendingDeps } from './sending-deps.ts'
import { withFirmLetter } from './with-firm-letter.ts'

export type Composed =
  | { readonly kind: 'composed'; readonly rendered: Rendered }
  /** No try can mend it: a person must. */
  | { readonly kind: 'impossible'; readonly because: string }

/** Letters that ask for nothing carry no link. */
const withoutLink = ['stand-down', 'close-out', 'receipt', 'wrong-recipient']

/** Renders a letter once, from the frozen revision its plan names and the address the directory has now. */
export async function composeMail(
  deps: SendingDeps,
  letter: Letter,
  on: Case,
  recall: KnownRecall,
): Promise<Composed> {
  const { plan, letterId } = letter
  const contact = (await deps.backEnd.directory.contacts.get(plan.contactId))?.document
  if (contact === undefined)
    return { kind: 'impossible', because: 'the contact is no longer in the directory' }
  const revision = recall.notice.revisions.find(({ revision }) => revision === plan.revision)
  if (revision === undefined)
    throw new Error(`letter ${letterId} names revision ${plan.revision}, which is not there`)
  const now = deps.clock.now()
  const publicUrl = deps.config.RECALLWIRE_PUBLIC_URL
  const minted = withoutLink.includes(plan.kind)
    ? undefined
    : mintLink(deps.linkSecret, { letterId, publicUrl, now, page: 'r' }, deps.random)
  const input: LetterInput = {
    plan,
    on,
    revision,
    facility: await readFacility(deps.backEnd, letter.facilityId),
    contact,
    firmName: recall.firmName,
    publicUrl,
    now,
    reply: minted?.access,
    receipt: await receiptOf(deps, letter, on),
    possibleRepeat: false,
  }
  const letterTexts = renderLetter(input)
  const composed = await mimeOf(deps, input, letterTexts)
  if (composed.kind === 'impossible') return composed
  const { mime } = composed
  const named = carriesFirmLetter(plan.kind) ? revision.content.firmLetter : undefined
  const firmLetter = named && { organisationId: on.firmOrganisationId, sha256: named.sha256 }
  const whole = await withFirmLetter(deps, mime, firmLetter)
  const rendered = {
    mime: Buffer.from(mime).toString('base64'),
    mimeHash: sha256Hex(whole),
    firmLetter,
    address: contact.email,
    addressCommitment: await commitToAddress(deps, letter, contact.email),
    language: letterTexts.language,
    link: minted?.link,
  }
  return { kind: 'composed', rendered }
}

async function mimeOf(
  deps: SendingDeps,
  input: LetterInput,
  rendered: RenderedLetter,
): Promise<{ readonly kind: 'mime'; readonly mime: Uint8Array } | Extract<Composed, { kind: 'impossible' }>> {
  try {
    const mime = await composeMime(letterMessage(input, rendered, deps.config.RECALLWIRE_MAIL_FROM))
    return { kind: 'mime', mime }
  } catch (error) {
    if (error instanceof MailFieldError) return { kind: 'impossible', because: error.message }
    throw error
  }
}

async function receiptOf(deps: SendingDeps, { plan }: Letter, on: Case): Promise<ReceiptFor | undefined> {
  if (plan.kind !== 'receipt') return undefined
  const reply = on.replies.find(({ replyId }) => replyId === plan.replyId)
  const duty = on.duties.find(({ dutyId }) => plan.dutyIds.includes(dutyId))
  if (reply === undefined || duty === undefined)
    throw new Error(`receipt ${plan.letterId} is for a reply or a duty its case does not have`)
  const { name, role } = (await deps.backEnd.personal.get(reply.personalRef))?.value ?? {}
  return { reply, duty, person: { name, role } }
}
