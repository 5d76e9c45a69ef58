import type { Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import { type Language, languageOf } from '@recallwire/domain/directory/language.ts'
import { localTime } from '../language/local-time.ts'
import type { LetterContent } from '../letters/letter-content.ts'
import type { ReplyAccess } from '../letters/letter-input.ts'
import { verificationTextsOf } from './verification-texts.ts'

export type VerificationInput = {
  readonly contact: Contact
  readonly facility: Facility
  /** Who named the contact. */
  readonly organisationName: string
  readonly reply: ReplyAccess
}

/** The letter that asks a contact whether it is one: calm, since no recall is its cause. */
export function composeVerification(input: VerificationInput): {
  readonly language: Language
  readonly content: LetterContent
} {
  const { contact, facility, organisationName, reply } = input
  const language = languageOf(contact, facility)
  const texts = verificationTextsOf(language)
  const until = texts.reply.until(localTime(reply.expiresAt, facility.timeZone, language))
  return {
    language,
    content: {
      language,
      subject: texts.subject(facility.name),
      calm: true,
      marking: texts.marking,
      title: texts.title(facility.name),
      lead: texts.lead(organisationName, texts.role[contact.role]),
      blocks: [
        { kind: 'heading', text: texts.reply.heading },
        {
          kind: 'reply',
          open: texts.reply.open,
          url: reply.url,
          codeLabel: texts.reply.codeLabel,
          code: reply.code,
          until,
        },
        { kind: 'paragraph', text: texts.otherwise },
        { kind: 'heading', text: texts.what.heading },
        { kind: 'paragraph', text: texts.what.text },
      ],
    },
  }
}
