import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { caseTag, classTag, renderDue } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import {
  channelWords,
  dispositionWords,
  letterKindWords,
  letterStateWords,
  plural,
  stepKindWords,
} from '../words/words.ts'
import { renderUnits } from './render-units.ts'
import { renderWrongRecipients } from './wrong-recipient-form.ts'

/** A case as its readers see it: what is owed first, then units, letters, replies, deadlines. Forms come from outside. */
export function renderCase(
  on: CaseView,
  now: string,
  parts: {
    readonly forms: Html
    readonly timeline: Html
    readonly unitsInForm: boolean
    readonly unitPage?: ((unit: CaseUnit) => string) | undefined
  },
): Html {
  return html`<p class="margin-top-0">${classTag(on.recallClass)} ${caseTag(on, now)} <strong>${on.recallHeading}</strong></p>
${renderOwed(on)}
${renderDefinitionList([
  {
    term: 'Recall',
    value: html`<a class="usa-link" href="/recalls/${on.recallId}">${on.recallTitle}</a>, ${on.firmName}`,
  },
  { term: 'Facility', value: `${on.facilityName} (times are ${on.timeZone})` },
  { term: 'Reply due', value: renderDue(on.due, now, on.timeZone) },
  { term: 'Why this facility', value: whyHere(on) },
])}
${!parts.unitsInForm && html`<h2>Units</h2>\n${renderUnits(on.units, parts.unitPage)}`}
${parts.forms}
<h2>Letters to answer</h2>
${renderDuties(on)}
<h2>Replies received</h2>
${renderReplies(on)}
<h2>Letters sent to this facility</h2>
${renderLetters(on)}${renderWrongRecipients(on)}
<h2>What comes next, and by which rule</h2>
${renderSteps(on)}
${parts.timeline}`
}

function renderOwed(on: CaseView): Html {
  if (on.status === 'closed')
    return renderAlert({ tone: 'info', body: 'The recall is closed. Nothing more is owed.' })
  if (on.stoodDown)
    return renderAlert({ tone: 'success', body: 'Nothing here is affected any more. Nothing is owed.' })
  if (on.status === 'done')
    return renderAlert({ tone: 'success', body: 'Every unit and every letter is answered.' })
  const owed = [
    on.unanswered > 0 && `${plural(on.unanswered, 'unit')} to answer for`,
    on.openDuties > 0 && `${plural(on.openDuties, 'letter')} to reply to`,
  ].filter((part) => part !== false)
  return renderAlert({
    tone: 'warning',
    heading: 'Still owed',
    body:
      owed.length > 0
        ? owed.join(', ')
        : 'Some units were found, and what was done with them is not told yet.',
  })
}

function whyHere(on: CaseView): string {
  const units = [
    on.affected > 0 && `${plural(on.affected, 'unit')} affected`,
    on.possible > 0 && `${plural(on.possible, 'unit')} possibly affected`,
  ]
    .filter((part) => part !== false)
    .join(', ')
  if (!on.addressed) return units || 'It held units that are no longer in scope'
  return on.affected + on.possible > 0
    ? `The firm wrote to this facility by name; ${units}`
    : 'The firm wrote to this facility by name: a reply is owed even if it holds none'
}

function renderDuties(on: CaseView): Html {
  return renderRecords({
    caption: 'Senders that are owed a reply',
    columns: [{ label: 'Sender' }, { label: 'Reference' }, { label: 'Owed since' }, { label: 'Discharged' }],
    rows: on.duties.map((duty) => [
      duty.senderName,
      duty.reference,
      renderTime(duty.owedSince, on.timeZone),
      duty.dischargedAt === undefined
        ? duty.answeredBy === undefined
          ? 'No'
          : 'Not yet: a reply names it, but leaves units open'
        : renderTime(duty.dischargedAt, on.timeZone),
    ]),
    empty: 'None.',
  })
}

function renderReplies(on: CaseView): Html {
  return renderRecords({
    caption: 'Replies, newest first; earlier ones stay as they were given',
    columns: [{ label: 'Given' }, { label: 'By' }, { label: 'How' }, { label: 'What it says' }],
    rows: on.replies
      .toReversed()
      .map((reply) => [
        html`${renderTime(reply.at, on.timeZone)}${reply.late && html` <strong>(late)</strong>`}${
          reply.recordedAt !== reply.at &&
          html`<span class="display-block font-body-2xs text-normal">entered ${renderTime(reply.recordedAt, on.timeZone)}</span>`
        }`,
        reply.by === undefined ? 'Not shown' : `${reply.by.name}, ${reply.by.role}`,
        channelWords[reply.channel],
        reply.holdsNone
          ? 'Holds none'
          : countDispositions(reply.units.map((unit) => dispositionWords[unit.disposition])),
      ]),
    empty: 'No reply has been received.',
  })
}

function countDispositions(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `${word}: ${count}`).join('; ') || 'Receipt only'
}

function renderLetters(on: CaseView): Html {
  return renderRecords({
    caption: 'Letters, newest first',
    columns: [
      { label: 'Letter' },
      { label: 'Planned' },
      { label: 'State' },
      { label: 'Accepted by the mail service' },
    ],
    rows: on.letters
      .toReversed()
      .map((letter) => [
        html`${letterKindWords[letter.kind]}<span class="display-block font-body-2xs text-normal">from revision ${letter.revision}</span>`,
        renderTime(letter.plannedAt, on.timeZone),
        html`${letterStateWords[letter.state] ?? letter.state}${letter.stuckBecause !== undefined && `: ${letter.stuckBecause}`}${letter.bouncedBecause !== undefined && `; came back: ${letter.bouncedBecause}`}`,
        letter.acceptedAt === undefined ? 'Not yet' : renderTime(letter.acceptedAt, on.timeZone),
      ]),
    empty: 'No letter is planned yet.',
  })
}

function renderSteps(on: CaseView): Html {
  const planned = on.steps
    .filter((step) => step.state === 'planned')
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
  return renderRecords({
    caption: 'Steps that will be taken unless the reply comes first',
    columns: [{ label: 'When' }, { label: 'What' }, { label: 'Rule' }],
    rows: planned.map((step) => [renderTime(step.dueAt, on.timeZone), stepKindWords[step.kind], step.rule]),
    empty: 'None.',
  })
}
