import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { activeUnits, type Case } from '@recallwire/domain/casework/case.ts'
import { renderTable } from '@recallwire/html/components.ts'
import { type HiddenValues, renderForm, renderHiddenInputs } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { markOf, productLine } from '../letters/unit-blocks.ts'
import type { FormValues } from './form-fields.ts'
import type { OpenForm } from './form-page.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { replyPage } from './reply-page.ts'

/** Stands for the units a person was shown: with another unit in the case, the confirmation is asked anew. */
export const unitsShown = (on: Case): string =>
  sha256Hex(
    activeUnits(on)
      .map((unit) => unit.custodyId)
      .sort()
      .join(),
  )

/** The second step of "we hold none": what the records say, and one more deliberate act. */
export function confirmNonePage(deps: ReplyDeps, form: OpenForm, values: FormValues): PageReply {
  const { found, token, on, facility } = form
  const { newest, notice } = found.recall
  const { texts } = found
  const { none } = texts.pages
  const units = activeUnits(on)
  const single: HiddenValues = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const repeated = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : value.map((each) => renderHiddenInputs({ [name]: each })),
  )
  const body = html`<p class="usa-intro">${none.answered(facility.name)}</p>
${
  units.length === 0
    ? html`<p>${none.noRecord}</p>\n`
    : html`<p>${none.onRecord}</p>
${renderTable({
  caption: none.caption,
  columns: [
    { label: texts.unitColumns.mark },
    { label: texts.unitColumns.assetTag },
    { label: texts.facts.product },
  ],
  rows: units.map((unit) => [
    markOf(unit.facts, texts),
    unit.facts.assetTag ?? texts.notRecorded,
    productLine(unit, newest.content),
  ]),
})}`
}<p>${texts.pages.statement(notice.reference, newest.revision, facility.name)}</p>
${renderForm({
  action: `/r/${token}/reply`,
  submit: none.submit,
  hidden: { ...single, formId: form.formId, confirmedNone: unitsShown(on) },
  body: html`${repeated}`,
})}<p>${none.back}</p>`
  return replyPage(deps, texts, { status: 200, title: none.title, body })
}
