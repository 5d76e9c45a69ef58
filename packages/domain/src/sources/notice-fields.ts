import type { Notice } from '../notice/notice.ts'
import type { NoticeContent } from '../notice/notice-content.ts'
import type { RecallFromSources } from './join-sources.ts'
import type { SaidFields, SourcedValue } from './merge-fields.ts'

/** What a firm's notice says, in the words of the sources, so that both can be laid side by side. */
export function fieldsOfNotice(content: NoticeContent): SaidFields {
  const { contact, products } = content
  return {
    manufacturer: [...new Set(products.map(({ manufacturer }) => manufacturer))].map(said),
    recallClass: [said(content.recallClass ?? 'unclassified')],
    initiatedOn: [said(content.initiatedOn)],
    reason: [said(content.reason)],
    action: [said(content.instructions.join('\n'))],
    contact: [said([contact.name, contact.phone, contact.email].join('\n'))],
  }
}

const said = (value: string): SourcedValue => ({ source: 'notice', value, superseded: false })

/** The regulator's numbers of a recall as a notice records them: each Z- number, and the event as "RES 99101". */
export const aliasesOf = ({ recallNumbers, eventId }: RecallFromSources): readonly string[] => [
  ...recallNumbers,
  ...(eventId === undefined ? [] : [`RES ${eventId}`]),
]

/** Whether a notice records one of the numbers: then both are one recall. People write an event with and without "RES". */
export function namesRecall(
  notice: Pick<Notice, 'aliases' | 'reference'>,
  recall: Pick<RecallFromSources, 'recallNumbers' | 'eventId'>,
): boolean {
  const { eventId } = recall
  const numbers = new Set(recall.recallNumbers)
  return [notice.reference, ...notice.aliases].some(
    (alias) =>
      numbers.has(alias.toUpperCase()) ||
      (eventId !== undefined && alias.replace(/^(?:RES|event)[\s#:-]*/i, '') === eventId),
  )
}
