import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { InventoryPage } from '@recallwire/domain/views/device-view.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { unitName } from '../cases/unit-words.ts'
import { renderRecords } from '../words/table.ts'
import { verdictTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { whySentence } from '../words/why.ts'

const nextQuery = ({ facilityId }: Facility, after: string, reason: string | undefined): string =>
  new URLSearchParams({ facilityId, after, ...(reason === undefined ? {} : { reason }) }).toString()

/** A facility's own devices with what every recall says of each. */
export function renderInventory(page: InventoryPage, facility: Facility, reason?: string): Html {
  const rows = page.items.map((item) => [
    html`${unitName(item.facts)}${item.facts.assetTag !== undefined && html`<span class="display-block font-body-2xs text-normal text-base-dark">tag ${item.facts.assetTag}</span>`}`,
    item.facts.di ?? [item.facts.manufacturer, item.facts.ref].filter(Boolean).join(' '),
    item.facts.softwareVersion ?? 'not recorded',
    item.facts.location ?? 'not recorded',
    item.verdicts.length === 0
      ? 'In no recall'
      : item.verdicts.map(
          ({ recallId, verdict }) =>
            html`<a class="display-block" href="/recalls/${recallId}">${verdictTag(verdict.value)}</a><span class="display-block font-body-2xs">${whySentence(verdict)}</span>`,
        ),
    renderTime(item.openedAt, facility.timeZone),
  ])
  return html`${renderRecords({
    caption: `Devices at ${facility.name}`,
    columns: [
      { label: 'Unit' },
      { label: 'Product' },
      { label: 'Software' },
      { label: 'Location' },
      { label: 'Recalls' },
      { label: 'Here since' },
    ],
    rows,
    empty: 'No device has been reported for this facility. Upload a list below.',
  })}${
    page.next !== undefined &&
    html`<p><a class="usa-link" href="/devices?${nextQuery(facility, page.next, reason)}">Next devices</a></p>`
  }`
}

export function renderFacilityChoice(facilities: readonly Facility[], chosen: Facility): Html | undefined {
  if (facilities.length < 2) return undefined
  const links = facilities.map((facility) =>
    facility.facilityId === chosen.facilityId
      ? html`<li><strong>${facility.name}</strong></li>\n`
      : html`<li><a class="usa-link" href="/devices?facilityId=${facility.facilityId}">${facility.name}</a></li>\n`,
  )
  return html`<ul class="usa-list usa-list--unstyled margin-bottom-2">${links}</ul>`
}
