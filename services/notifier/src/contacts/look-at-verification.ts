import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { wordOf } from '@recallwire/domain/directory/contact-standing.ts'
import type { Contact } from '@recallwire/domain/directory/facility.ts'
import type { HouseLetter } from '@recallwire/domain/letter/letter.ts'
import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { MailFieldError } from '@recallwire/mail/mail-fields.ts'
import { readFacility } from '../casework/read-facility.ts'
import { renderHtml } from '../letters/render-html.ts'
import { renderText } from '../letters/render-text.ts'
import { commitToAddress } from '../sending/commit-to-address.ts'
import type { Composed } from '../sending/compose-mail.ts'
import type { Look } from '../sending/look-at-letter.ts'
import { type MintedLink, mintLink } from '../sending/mint-link.ts'
import type { SendingDeps } from '../sending/sending-deps.ts'
import { composeVerification } from './compose-verification.ts'

/** A contact that answered meanwhile, or is gone, is asked no more. */
export async function lookAtVerification(deps: SendingDeps, letter: HouseLetter): Promise<Look> {
  const { directory, standings } = deps.backEnd
  const contact = (await directory.contacts.get(letter.contactId))?.document
  if (contact === undefined) return { kind: 'unwanted', because: 'the contact is no longer in the directory' }
  const standing = (await standings.get(letter.contactId))?.document
  if (wordOf(standing) === 'verified')
    return { kind: 'unwanted', because: 'the address was confirmed already' }
  return { kind: 'wanted', compose: () => compose(deps, letter, contact) }
}

async function compose(deps: SendingDeps, letter: HouseLetter, contact: Contact): Promise<Composed> {
  const { letterId } = letter
  const now = deps.clock.now()
  const publicUrl = deps.config.RECALLWIRE_PUBLIC_URL
  const minted = mintLink(deps.linkSecret, { letterId, publicUrl, now, page: 'v' }, deps.random)
  const organisation = await deps.backEnd.directory.organisations.get(contact.organisationId)
  const { language, content } = composeVerification({
    contact,
    facility: await readFacility(deps.backEnd, letter.facilityId),
    organisationName: organisation?.document.name ?? '',
    reply: minted.access,
  })
  const from = deps.config.RECALLWIRE_MAIL_FROM
  try {
    const mime = await composeMime({
      subject: content.subject,
      text: renderText(content),
      html: renderHtml(content),
      from: { name: 'Recallwire', address: from },
      to: { name: contact.name, address: contact.email },
      headers: {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': language,
        'X-Recallwire-Letter': letterId,
      },
      messageId: `<${letterId}@${from.slice(from.indexOf('@') + 1)}>`,
      date: new Date(now),
      boundarySeed: letterId,
    })
    return { kind: 'composed', rendered: await renderedOf(deps, letter, { mime, contact, minted, language }) }
  } catch (error) {
    if (error instanceof MailFieldError) return { kind: 'impossible', because: error.message }
    throw error
  }
}

async function renderedOf(
  deps: SendingDeps,
  letter: HouseLetter,
  made: { mime: Uint8Array; contact: Contact; minted: MintedLink; language: 'en' | 'es' },
) {
  const { mime, contact, minted, language } = made
  return {
    mime: Buffer.from(mime).toString('base64'),
    mimeHash: sha256Hex(mime),
    address: contact.email,
    addressCommitment: await commitToAddress(deps, letter, contact.email),
    language,
    link: minted.link,
  }
}
