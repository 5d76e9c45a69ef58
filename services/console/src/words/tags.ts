import type { ContactHealth } from '@recallwire/domain/directory/contact-health.ts'
import type { StandingWord } from '@recallwire/domain/directory/contact-standing.ts'
import type { RecallClass } from '@recallwire/domain/notice/notice-content.ts'
import type { Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { CaseSummary } from '@recallwire/domain/views/case-view.ts'
import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { distance, renderTime, span } from './times.ts'
import { classWords, recallStatusWords } from './words.ts'

export const classTag = (recallClass: RecallClass): Html =>
  renderTag(
    classWords(recallClass),
    recallClass === 'III' ? 'neutral' : recallClass === 'II' ? 'attention' : 'urgent',
  )

export const recallStatusTag = (status: RecallSummary['status']): Html =>
  renderTag(recallStatusWords[status], status === 'published' ? 'good' : 'neutral')

export const verdictTag = (value: Verdict['value']): Html => {
  switch (value) {
    case 'affected':
      return renderTag('Affected', 'urgent')
    case 'possible':
      return renderTag('Possibly affected', 'attention')
    case 'outside':
      return renderTag('Not affected', 'good')
    default:
      return value satisfies never
  }
}

/** Whether a reply was due before `now` and something is still owed. */
export const isOverdue = (on: CaseSummary, now: string): boolean =>
  on.status === 'open' && on.due !== undefined && on.due.at < now

/** Nobody of the facility has answered anything, though a reply is owed. */
export const isSilent = (on: CaseSummary): boolean =>
  on.status === 'open' && !on.evidence.received && !on.stoodDown

/** What stands open in a case, in words, worst first. */
export function caseTag(on: CaseSummary, now: string): Html {
  if (on.status === 'closed') return renderTag('Recall closed')
  if (on.stoodDown) return renderTag('No longer affected', 'good')
  if (on.status === 'done') return renderTag('Done', 'good')
  if (on.due !== undefined && on.due.at < now) {
    const late = span(Date.parse(now) - Date.parse(on.due.at))
    return renderTag(
      on.evidence.received ? `Incomplete, overdue ${late}` : `Silent, overdue ${late}`,
      'urgent',
    )
  }
  return renderTag(on.evidence.received ? 'Incomplete' : 'No reply yet', 'attention')
}

/** When the reply is due, how far off that is, and the rule that set it. */
export function renderDue(due: CaseSummary['due'], now: string, timeZone?: string): Html {
  if (due === undefined) {
    return html`<span class="text-base-dark">Starts when the mail service has accepted the first letter</span>`
  }
  return html`${renderTime(due.at, timeZone)} <span class="text-bold">(${distance(due.at, now)})</span>
<span class="display-block font-body-2xs text-base-dark">Rule: ${due.rule}</span>`
}

const gradeTones = { A: 'good', B: 'good', C: 'attention', D: 'attention', E: 'urgent' } as const
const gradeWords = {
  A: 'reliable',
  B: 'good',
  C: 'to be improved',
  D: 'weak',
  E: 'nobody can be written to',
} as const

/** How well letters to a facility can be relied on to find a reader. */
export const gradeTag = (health: Pick<ContactHealth, 'grade'> | undefined): Html | string =>
  health === undefined
    ? ''
    : renderTag(`${health.grade}: ${gradeWords[health.grade]}`, gradeTones[health.grade])

export const standingTag = (standing: StandingWord): Html => {
  switch (standing) {
    case 'verified':
      return renderTag('Verified', 'good')
    case 'unverified':
      return renderTag('Not verified', 'attention')
    case 'declined':
      return renderTag('Said: not me', 'urgent')
    case 'unreachable':
      return renderTag('Comes back', 'urgent')
    default:
      return standing satisfies never
  }
}
