import type { Role } from '@recallwire/domain/access/actor.ts'
import type { LetterKind, Step } from '@recallwire/domain/casework/case.ts'
import type { Disposition } from '@recallwire/domain/device/disposition.ts'
import type { contactRoles } from '@recallwire/domain/directory/facility.ts'
import { type Language, languages } from '@recallwire/domain/directory/language.ts'
import type { MaterialPart } from '@recallwire/domain/notice/material-change.ts'
import type { revisionKinds } from '@recallwire/domain/notice/notice.ts'
import type { NoticeContent, RecallClass } from '@recallwire/domain/notice/notice-content.ts'
import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'

export const roleWords: Readonly<Record<Role, string>> = {
  'manufacturer-editor': 'recalling firm, editor',
  'manufacturer-approver': 'recalling firm, approver',
  'facility-staff': 'facility staff',
  'facility-manager': 'facility recall manager',
  distributor: 'distributor',
  regulator: 'regulator',
  operator: 'operator of this installation',
  'link-holder': 'bearer of a mailed link',
  service: 'automatic',
}

/** While nobody has classified the recall it is handled as the worst class. */
export const classWords = (recallClass: RecallClass): string =>
  recallClass === null ? 'Not yet classified' : `Class ${recallClass}`

export const classMeaning = (recallClass: RecallClass): string => {
  switch (recallClass) {
    case 'I':
      return 'Serious harm or death is reasonably probable.'
    case 'II':
      return 'Temporary or reversible harm is possible.'
    case 'III':
      return 'Harm is not likely.'
    case null:
      return 'Handled as class I until the regulator has classified it.'
    default:
      return recallClass satisfies never
  }
}

export const actionWords: Readonly<Record<NoticeContent['action'], string>> = {
  removal: 'Removal: take out of use',
  correction: 'Correction: may be corrected where it is',
  inspection: 'Inspection: check before further use',
}

export const recallStatusWords: Readonly<Record<RecallSummary['status'], string>> = {
  draft: 'Draft',
  published: 'Open',
  terminated: 'Terminated',
  withdrawn: 'Withdrawn',
}

export const sourceStatusWords: Readonly<Record<NoticeContent['sourceStatus'], string>> = {
  'early-alert': 'Early alert: facts may still change',
  notice: "The firm's notice",
  classified: 'Classified by the regulator',
}

export const revisionKindWords: Readonly<Record<(typeof revisionKinds)[number], string>> = {
  initial: 'First publication',
  expand: 'More units are covered',
  narrow: 'Fewer units are covered',
  reclassify: 'Another class',
  correct: 'Correction of the text',
}

export const materialPartWords: Readonly<Record<MaterialPart, string>> = {
  scope: 'the units covered',
  instructions: 'the instructions',
  checks: 'the checks',
  deadline: 'the deadline',
}

export const dispositionWords: Readonly<Record<Disposition, string>> = {
  found: 'Found, nothing done yet',
  isolated: 'Taken out of use and kept apart',
  returned: 'Returned',
  corrected: 'Corrected',
  destroyed: 'Destroyed',
  used: 'Used up before the notice came',
  transferred: 'Passed on to someone else',
  'cannot-locate': 'Cannot be found',
  'not-held': 'Not held here',
}

export const outcomeWords = {
  'cleared-by-inspection': 'Cleared by inspection',
  'needs-service': 'Needs service',
  none: '',
} as const

export const letterKindWords: Readonly<Record<LetterKind, string>> = {
  initial: 'First letter',
  supplement: 'Addition: further units',
  revision: 'Revised notice',
  'stand-down': 'No longer affected',
  reminder: 'Reminder',
  escalation: 'Escalation to the next contact',
  receipt: 'Receipt for a reply',
  'fresh-code': 'New link and code',
  'wrong-recipient': 'Answer to a wrong recipient',
  'close-out': 'Recall closed',
}

export const letterStateWords: Readonly<Record<string, string>> = {
  planned: 'Planned',
  pending: 'Waiting to be sent',
  sending: 'Being sent',
  unknown: 'Outcome not yet known: being settled',
  sent: 'Accepted by the mail service',
  stuck: 'Stuck: a person must act',
  cancelled: 'Cancelled',
}

export const stepKindWords: Readonly<Record<Step['kind'], string>> = {
  tell: 'Letter about new units',
  reminder: 'Reminder',
  escalation: 'Escalation to the next contact',
  'phone-task': 'Phone call by the firm',
  'text-task': 'Text message by the firm',
  webhook: 'Message to the facility’s own systems',
  'delivery-check': 'Next contact, if the letter has not arrived',
}

export const contactRoleWords: Readonly<Record<(typeof contactRoles)[number], string>> = {
  'recall-coordinator': 'Recall coordinator',
  'biomedical-engineering': 'Biomedical engineering',
  'risk-management': 'Risk management',
  executive: 'Executive',
}

export const channelWords = {
  link: 'by the mailed link',
  console: 'on this site',
  phone: 'by phone, entered by the firm',
  email: 'by e-mail, entered by the firm',
} as const

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

export const languageWords: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish' }
export const languageOptions = languages.map((value) => ({ value, label: languageWords[value] }))
