import type { CaseSummary } from '@recallwire/domain/views/case-view.ts'
import { html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { byUrgency } from '../recalls/funnel.ts'
import { type CollectionItem, renderCollection } from '../words/collection.ts'
import { caseTag, classTag, renderDue } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { plural } from '../words/words.ts'
import type { Home } from './home-routes.ts'

/** A facility: its cases by deadline with what is owed. A distributor also sees the cases it forwarded, the silent first. */
export async function renderFacilityHome(visit: Visit): Promise<Home> {
  const [cases, facilities] = await Promise.all([visit.api.cases.list(), visit.api.directory.facilities()])
  if (cases.kind === 'problem') return cases
  if (facilities.kind === 'problem') return facilities
  const sites = new Set(facilities.value.map(({ facilityId }) => facilityId))
  const own = cases.value.filter((on) => sites.has(on.facilityId))
  const forwarded = cases.value.filter((on) => !sites.has(on.facilityId))
  const isOpen = (on: CaseSummary) => on.status === 'open' && !on.stoodDown
  const open = own.filter(isOpen).toSorted((a, b) => (a.due?.at ?? '9').localeCompare(b.due?.at ?? '9'))
  const settled = own.filter((on) => !isOpen(on)).toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))
  const several = sites.size > 1
  const item = (on: CaseSummary) => caseItem(on, visit.now, several)
  const body = html`<h2>Owed by ${several ? 'your facilities' : 'your facility'}, by deadline</h2>
${renderCollection(open.map(item), 'Nothing is owed. When a recall touches one of your devices it appears here, and a letter goes to your contacts.')}
${
  visit.actor.role === 'distributor' &&
  html`<h2>Forwarded to your accounts, silent first</h2>
${renderCollection(
  byUrgency(forwarded, visit.now).map((on) => caseItem(on, visit.now, true)),
  'You have forwarded nothing.',
)}`
}
${settled.length > 0 && html`<h2>Settled</h2>\n${renderCollection(settled.slice(0, 50).map(item), '')}`}`
  return { kind: 'home', body }
}

function caseItem(on: CaseSummary, now: string, named: boolean): CollectionItem {
  const owed = [
    on.unanswered > 0 && `${plural(on.unanswered, 'unit')} to answer for`,
    on.openDuties > 0 && `${plural(on.openDuties, 'letter')} to reply to`,
  ].filter((part) => part !== false)
  const units = `${on.affected} affected, ${on.possible} possibly affected`
  const open = on.status === 'open' && !on.stoodDown
  return {
    title: named ? `${on.facilityName}: ${on.recallTitle}` : on.recallTitle,
    href: open ? `/cases/${on.caseId}#reply` : `/cases/${on.caseId}`,
    tags: [classTag(on.recallClass), caseTag(on, now)],
    lines: [
      open && html`Reply due ${renderDue(on.due, now, on.timeZone)}`,
      open &&
        (owed.length > 0
          ? html`<strong>Owed: ${owed.join(', ')}</strong>`
          : 'Owed: what was done with units that were found'),
      `${on.firmName}. Units here: ${units}`,
      on.lastReplyAt !== undefined && html`Last reply ${renderTime(on.lastReplyAt, on.timeZone)}`,
    ].filter((line) => line !== false),
  }
}
