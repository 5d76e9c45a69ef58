import { facilitiesInDoubt } from '@recallwire/domain/device/inventory-difference.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderCheckbox } from '@recallwire/html/form-components.ts'
import { type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { plural } from '../words/words.ts'
import { lossSentence, renderDifference } from './render-difference.ts'
import { importTag } from './render-imports.ts'

export type ShownImport = {
  readonly one: ImportView
  readonly facilities: readonly Facility[]
  readonly now: string
  /** Why the list was not stored when the person asked for it. */
  readonly error?: string | undefined
  /** Left out where the person may not store devices. */
  readonly hidden?: HiddenValues | undefined
}

/** What came of an upload, or would come of it: every refused row with its field and the reason, and the difference it makes. */
export function renderImport({ one, facilities, now, error, hidden }: ShownImport): Html {
  return html`${error !== undefined && renderErrorSummary([{ field: 'confirmRemovals-true', message: error }])}<p>${importTag(one)} ${plural(one.accepted, 'row')} accepted, ${plural(one.refused, 'row')} refused.</p>
${one.refused > 0 && renderRowRemarks('Refused rows', one.refusals)}${
  one.refused > one.refusals.length && html`<p>Only the first ${one.refusals.length} are listed.</p>`
}
${one.status === 'checked' && renderNextStep(one, facilities, now, hidden)}
${one.difference !== undefined && renderDifference(one, one.difference, facilities)}
${one.warnings.length > 0 && renderRowRemarks('Accepted rows to look at again', one.warnings)}
<p><a class="usa-link" href="/devices">Back to the devices</a></p>`
}

const renderRowRemarks = (caption: string, remarks: ImportView['refusals']): Html =>
  renderRecords({
    caption,
    columns: [{ label: 'Row', numeric: true }, { label: 'Field' }, { label: 'Reason' }],
    rows: remarks.map(({ row, field, reason }) => [row, field, reason]),
  })

function renderNextStep(
  one: ImportView,
  facilities: readonly Facility[],
  now: string,
  hidden: HiddenValues | undefined,
): Html {
  if (one.wouldBe === 'rows-refused')
    return renderAlert({
      tone: 'warning',
      heading: 'Nothing can be stored of this list as it is',
      body: html`Correct the refused rows and <a class="usa-link" href="/devices#upload">upload all again</a>${
        one.complete === true
          ? '. Of a complete list no row may be refused: its unit would count as gone.'
          : ', or tick “Keep the good rows” there.'
      }`,
    })
  if (one.keptUntil === undefined || one.keptUntil <= now)
    return renderAlert({
      tone: 'info',
      heading: 'The checked rows are no longer kept',
      body: html`Nothing was stored. <a class="usa-link" href="/devices#upload">Upload the list again</a> to store it.`,
    })
  if (hidden === undefined) return html`<p>Nothing is stored. Your recall manager can store it.</p>`
  return renderStoreForm(one, facilities, hidden)
}

/** More than a tenth of a facility's units gone looks like half a file: that is asked by name. */
function renderStoreForm(one: ImportView, facilities: readonly Facility[], hidden: HiddenValues): Html {
  const losses = one.difference === undefined ? [] : facilitiesInDoubt(one.difference)
  const sentences = losses.map((loss) => lossSentence(loss, facilities)).join(' ')
  return html`${
    losses.length > 0 &&
    renderAlert({ tone: 'warning', heading: 'Many units would be removed', body: sentences })
  }${renderForm({
    action: `/devices/imports/${one.importId}/commit`,
    hidden,
    submit: 'Store the list',
    tone: losses.length > 0 ? 'secondary' : undefined,
    body: html`<p>Nothing is stored yet. The checked rows are kept for an hour.</p>${
      losses.length > 0 &&
      renderCheckbox({
        name: 'confirmRemovals',
        value: 'true',
        label: 'These units are really gone: remove them',
      })
    }`,
  })}`
}
