import type { ContactHealth, HealthReason } from './contact-health.ts'

type Words = (count: number) => string

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** What stands behind a grade, as one sentence for whoever may mend it. */
const sentences: Readonly<Record<HealthReason, Words>> = {
  'no-usable-contact': () => 'No letter can reach anyone here: name a contact, or somebody has to phone.',
  'none-verified': (count) =>
    count === 1
      ? 'Nobody has confirmed that the address is right.'
      : 'None of the addresses was confirmed by its reader.',
  'no-backup': () => 'There is one mailbox alone: an escalation has nobody to climb to.',
  'no-coordinator': () => 'Nobody who can be written to is the recall coordinator.',
  'no-second-role': () => 'All contacts have the same role.',
  'bounced-lately': (count) =>
    `Letters to ${counted(count, 'contact', 'contacts')} came back for good in the last 90 days.`,
  'soft-bouncing': (count) =>
    `Letters to ${counted(count, 'contact', 'contacts')} come late, or came back from a full mailbox.`,
  declined: (count) =>
    `${counted(count, 'reader', 'readers')} said that letters to this facility are none of their business.`,
  'no-answer': (count) =>
    `The newest ${counted(count, 'recall that was due has', 'recalls that were due have')} no answer.`,
  silent: () => 'It has been silent three times in a row.',
  complained: (count) =>
    `${counted(count, 'reader', 'readers')} called a letter unwanted. Recall letters go on all the same.`,
  'firm-supplied-only': () => 'The facility itself has named nobody: the addresses are those of a firm.',
}

export const healthSentence = ({ reason, count }: ContactHealth['reasons'][number]): string =>
  sentences[reason](count)
