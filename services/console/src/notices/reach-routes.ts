import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Reach, RecallView } from '@recallwire/domain/views/recall-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { renderFigures } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { gradeTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { plural } from '../words/words.ts'

/** Whom a draft would reach, and the second person's approval. */
export const reachRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/reach',
    summary: 'Whom a draft would reach.',
    action: 'reach.read',
    params: recallParams,
    query: z.object({ notice: z.string().optional() }),
    show: async (visit, { params, query }) => {
      const [recall, reach] = await Promise.all([
        visit.api.recalls.get(params.recallId),
        visit.api.recalls.reach(params.recallId),
      ])
      if (recall.kind === 'problem') return visit.refusal(recall.problem)
      if (reach.kind === 'problem') return visit.refusal(reach.problem)
      return visit.page({
        title: `Reach: ${(recall.value.draft?.content ?? recall.value.content).title}`,
        notice: query.notice,
        body: html`${await renderApproval(visit, recall.value)}${renderReach(reach.value)}
<p><a class="usa-link" href="/recalls/${recall.value.recallId}">Back to the recall</a></p>`,
      })
    },
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/approve',
    summary: 'Approve as a second person.',
    action: 'notice.approve',
    params: recallParams,
    submit: async (visit, { fields, key }, { params }) => {
      const approved = await visit.api.recalls.approve(params.recallId, key, fields.text('waitingSince'))
      if (approved.kind === 'problem') return visit.refusal(approved.problem)
      const closed = approved.value.status === 'terminated' || approved.value.status === 'withdrawn'
      return visit.leadTo(`/recalls/${params.recallId}`, closed ? 'closed' : 'published')
    },
  }),
]

/** Name, time and meaning of the signature, before it is given (21 CFR 11.50). */
async function renderApproval(visit: Visit, recall: RecallView): Promise<Html> {
  const waiting = recall.closing
    ? {
        by: recall.closing.askedBy,
        at: recall.closing.askedAt,
        what: `that this recall is ${recall.closing.outcome}: ${recall.closing.reason}`,
        submit: 'Approve: close the recall',
      }
    : recall.draft && {
        by: recall.draft.draftedBy,
        at: recall.draft.draftedAt,
        what: `the publication of revision ${recall.revision + 1} of ${recall.reference} to every facility listed below, and to each that is found to hold a covered unit`,
        submit: 'Approve and publish',
      }
  if (waiting === undefined)
    return renderAlert({
      tone: 'info',
      body: 'Nothing waits for approval. The reach of what is published is shown.',
    })
  const letter = recall.draft?.content.firmLetter
  const asked = html`${recall.draft !== undefined && renderFirmLetter(letter)}<p>Prepared by <strong>${await visit.nameOf(waiting.by)}</strong>, ${renderTime(waiting.at)}.</p>`
  if (waiting.by === visit.actor.by) {
    return html`${asked}${renderAlert({ tone: 'info', body: 'You prepared this. A second person of your firm must approve it.' })}`
  }
  if (!visit.may('notice.approve')) {
    return html`${asked}${renderAlert({ tone: 'info', body: 'An approver of your firm must approve it.' })}`
  }
  return html`${asked}${renderForm({
    action: `/recalls/${recall.recallId}/approve`,
    hidden: { ...visit.hidden(), waitingSince: waiting.at },
    submit: waiting.submit,
    tone: 'secondary',
    body: html`<div class="padding-2 bg-base-lightest"><p class="margin-top-0"><strong>By pressing the button you sign:</strong></p>
<p class="margin-bottom-0"><q>I, ${visit.personName}, approve as a second person, on ${renderTime(visit.now)}, ${waiting.what}.</q></p></div>`,
  })}`
}

/** The file is part of what is approved: whoever approves reads it first. */
function renderFirmLetter(letter: RecallView['content']['firmLetter']): Html {
  if (letter === undefined) return html`<p>No original letter of the firm is attached.</p>\n`
  return html`<p>Letters carry the firm's original letter, unaltered: <a class="usa-link" href="/firm-letters/${letter.sha256}">${letter.fileName}</a>,
${Math.ceil(letter.size / 1024)} kB. <span class="display-block font-body-2xs">SHA-256 <span class="text-wrap">${letter.sha256}</span></span></p>
`
}

function renderReach(reach: Reach): Html {
  const silent = reach.facilities.filter((facility) => facility.usable === 0)
  const addressed = reach.facilities.filter((facility) => facility.addressed)
  return html`<h2>Whom it reaches</h2>
${renderFigures([
  {
    label: 'facilities',
    value: reach.facilities.length,
    note: `${addressed.length} of them addressed by name`,
  },
  { label: 'units affected', value: reach.affected },
  { label: 'units possibly affected', value: reach.possible },
  { label: 'units of the same products, not affected', value: reach.outside },
])}
${
  silent.length > 0 &&
  renderAlert({
    tone: 'error',
    heading: `${plural(silent.length, 'facility has', 'facilities have')} no usable contact`,
    body: html`No letter can arrive there: there is no contact, or letters to it came back. Someone must phone: ${silent.map((facility) => facility.name).join(', ')}. Add contacts under <a class="usa-link" href="/facilities">Facilities</a>.`,
  })
}
${
  reach.unknownAccounts.length > 0 &&
  renderAlert({
    tone: 'error',
    heading: `${plural(reach.unknownAccounts.length, 'account is', 'accounts are')} not on your consignee list`,
    body: html`Nobody would be told under these numbers: ${reach.unknownAccounts.join(', ')}.`,
  })
}
${renderRecords({
  caption: 'Facilities it reaches, those without a usable contact first',
  columns: [
    { label: 'Facility' },
    { label: 'City' },
    { label: 'Addressed by name' },
    { label: 'Affected', numeric: true },
    { label: 'Possible', numeric: true },
    { label: 'Usable contacts' },
  ],
  rows: reach.facilities
    .toSorted((a, b) => Number(a.usable > 0) - Number(b.usable > 0) || b.affected - a.affected)
    .map((facility) => [
      facility.name,
      facility.city,
      facility.addressed ? 'Yes' : 'No',
      facility.affected,
      facility.possible,
      html`${facility.usable === 0 ? html`<strong>none</strong> of ${facility.contacts}` : `${facility.usable} of ${facility.contacts}`} ${gradeTag(facility)}`,
    ]),
  empty: 'No facility on record holds a covered unit, and none is addressed.',
})}`
}
