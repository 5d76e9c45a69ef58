import { type WaiverReason, waiverReasons } from '@recallwire/domain/casework/letter-resolution.ts'
import type { StuckLetter } from '@recallwire/domain/views/stuck-view.ts'
import { renderSelect } from '@recallwire/html/form-components.ts'
import { renderButtonForm, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTime } from '../words/times.ts'
import { letterKindWords } from '../words/words.ts'

/** Why a letter need not go out, as a person chooses it. */
const reasonWords: Readonly<Record<WaiverReason, string>> = {
  'told-by-phone': 'They were told by phone',
  'told-in-person': 'They were told in person',
  'told-by-another-sender': 'Another sender told them of the same recall',
  'facility-closed': 'The facility is closed for good',
  'never-a-customer': 'They never had the product',
}

/** Each stuck letter with why, and what may be done about it by this person. */
export async function renderStuck(visit: Visit, letters: readonly StuckLetter[]): Promise<Html> {
  if (letters.length === 0)
    return html`<p>None: every letter was taken by the mail service or is on its way.</p>`
  const shown = await Promise.all(
    letters
      .toSorted((a, b) => a.queuedAt.localeCompare(b.queuedAt))
      .map((letter) => renderLetter(visit, letter)),
  )
  return html`<p class="measure-5">No further try can bring these to their reader. Mend what kept them (the address, most often) and have
them written again, or phone. A letter that is written again is another letter with the same content.</p>
${shown}`
}

async function renderLetter(visit: Visit, letter: StuckLetter): Promise<Html> {
  const { letterId, caseId, facilityId, facilityName, kind, because, queuedAt, waiver } = letter
  const button = (act: string, label: string, tone?: 'outline') =>
    renderButtonForm({
      action: `/cases/${caseId}/letters/${letterId}/${act}`,
      label,
      hidden: visit.hidden(),
      tone,
    })
  return html`<section id="letter-${letterId}" class="margin-bottom-3 padding-2 border-1px border-base-light">
<h2 class="margin-top-0">${letterKindWords[kind]} to ${facilityName}</h2>
<p><strong>Because: ${because}.</strong> Queued ${renderTime(queuedAt)}.</p>
${
  visit.may('contacts.edit') &&
  html`<p><a class="usa-link" href="/facilities/${facilityId}">Its contacts</a> ${visit.may('case.read') && html`and <a class="usa-link" href="/cases/${caseId}">its case</a>`}</p>`
}
${waiver !== undefined && (await renderWaiver(visit, letter, waiver))}
${visit.may('letter.mend') && button('write-again', 'Write again')}${visit.may('letter.mend') && button('by-phone', 'Give it up and phone', 'outline')}
${waiver === undefined && visit.may('letter.waive') && renderProposal(visit, letter)}
</section>
`
}

/** Two people of the firm: whoever proposed it sees who is waited for, an approver sees the button. */
async function renderWaiver(
  visit: Visit,
  { caseId, letterId }: StuckLetter,
  { reason, proposedBy, proposedAt }: NonNullable<StuckLetter['waiver']>,
): Promise<Html> {
  const isOwn = proposedBy === visit.actor.by
  const path = `/cases/${caseId}/letters/${letterId}/waiver`
  const button = (act: 'confirm' | 'decline', label: string, tone?: 'outline') =>
    renderButtonForm({ action: `${path}/${act}`, label, hidden: visit.hidden(), tone })
  return html`<p>${await visit.nameOf(proposedBy)} proposed ${renderTime(proposedAt)} that it need not go out: ${reasonWords[reason].toLowerCase()}.
${isOwn && 'A second person has to confirm it.'}</p>
${!isOwn && visit.may('letter.waive-decide') && button('confirm', 'Confirm: it need not go out')}${
  visit.may('letter.waive') && button('decline', isOwn ? 'Take it back' : 'Decline', 'outline')
}`
}

const renderProposal = (visit: Visit, { caseId, letterId }: StuckLetter): Html =>
  html`<details><summary>It need not go out</summary>
${renderForm({
  action: `/cases/${caseId}/letters/${letterId}/waiver`,
  hidden: visit.hidden(),
  submit: 'Propose to a second person',
  tone: 'outline',
  body: renderSelect({
    name: `reason-${letterId}`,
    label: 'Why?',
    required: true,
    options: waiverReasons.map((value) => ({ value, label: reasonWords[value] })),
  }),
})}</details>`
