import type { LetterKind } from '@recallwire/domain/casework/case.ts'
import type { MailAttachment, Message } from '@recallwire/mail/compose-mime.ts'
import { textsOf } from '../language/texts.ts'
import { renderReplyForm } from '../reply-form/render-reply-form.ts'
import type { LetterInput, RenderedLetter } from './letter-input.ts'
import { referenceOf } from './letter-parts.ts'
import { renderUnitList } from './unit-list.ts'

/** Letters that say what is recalled: they carry all that belongs to the notice. */
const tells: readonly LetterKind[] = ['initial', 'supplement', 'revision']
/** Letters that only ask again carry the form to answer with. */
const asksAgain: readonly LetterKind[] = ['reminder', 'escalation']

/**
 * A rendered letter as one message. All letters of one recall to one facility name the same message that none of them is, and so are
 * one thread in every language and whichever id the mail service gives each. There is no way to unsubscribe from a duty to reply.
 */
export function letterMessage(input: LetterInput, rendered: RenderedLetter, from: string): Message {
  const { plan, on, contact, firmName, revision, now } = input
  const { language, subject, text, html } = rendered
  const domain = from.slice(from.indexOf('@') + 1)
  const thread = `<case.${on.caseId}@${domain}>`
  return {
    subject,
    text,
    html,
    from: { name: `${firmName} via Recallwire`, address: from },
    to: { name: contact.name, address: contact.email },
    headers: {
      'Reply-To': revision.content.contact.email,
      References: thread,
      'In-Reply-To': thread,
      'List-Id': `<${on.recallId}.recalls.${domain}>`,
      'Auto-Submitted': 'auto-generated',
      'Content-Language': language,
      'X-Recallwire-Letter': plan.letterId,
      ...(revision.content.recallClass === 'III' ? {} : { Importance: 'high' }),
    },
    messageId: `<${plan.letterId}@${domain}>`,
    date: new Date(now),
    boundarySeed: plan.letterId,
    attachments: attachmentsOf(input, rendered),
  }
}

function attachmentsOf(input: LetterInput, { language }: RenderedLetter): readonly MailAttachment[] {
  const { kind } = input.plan
  const texts = textsOf(language)
  const stem = fileStem(referenceOf(input.on))
  const units = tells.includes(kind) ? renderUnitList(input, texts) : undefined
  return [
    ...(units === undefined
      ? []
      : [
          {
            filename: `${stem}-${texts.unitList.fileName}.csv`,
            contentType: 'text/csv; charset=utf-8',
            content: units,
          },
        ]),
    ...(tells.includes(kind) || asksAgain.includes(kind)
      ? [
          {
            filename: `${stem}-${texts.form.fileName}.pdf`,
            contentType: 'application/pdf',
            content: renderReplyForm(input),
          },
        ]
      : []),
    ...(tells.includes(kind) ? firmLetterOf(input) : []),
  ]
}

/** Its hash stands in its place, as the last part, until the letter is handed over (`insertAttachment`). */
function firmLetterOf({ revision }: LetterInput): readonly MailAttachment[] {
  const { firmLetter } = revision.content
  if (firmLetter === undefined) return []
  const filename = `${fileStem(firmLetter.fileName.replace(/\.pdf$/i, ''))}.pdf`
  return [{ filename, contentType: 'application/pdf', content: firmLetterPlace(firmLetter.sha256) }]
}

/** What stands for the firm's letter in the bytes of a letter that is kept. */
export const firmLetterPlace = (sha256: string): Uint8Array => new Uint8Array(Buffer.from(sha256, 'hex'))

/** Whether a letter of this kind carries the firm's own. */
export const carriesFirmLetter = (kind: LetterKind): boolean => tells.includes(kind)

/** What every file system takes of a reference. */
const fileStem = (reference: string): string =>
  reference
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60) || 'recall'
