import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { activeUnits, type Case } from '@recallwire/domain/casework/case.ts'
import { renderTable } from '@recallwire/html/components.ts'
import { type HiddenValues, renderForm, renderHiddenInputs } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { english } from '../letters/english.ts'
import { markOf, productLine } from '../letters/unit-blocks.ts'
import type { FormValues } from './form-fields.ts'
import type { OpenForm } from './form-page.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { replyPage } from './reply-page.ts'
import { statementText } from './statement.ts'

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
  const units = activeUnits(on)
  const single: HiddenValues = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const repeated = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [] : value.map((each) => renderHiddenInputs({ [name]: each })),
  )
  const body = html`<p class="usa-intro">You answered that ${facility.name} holds none of these products.</p>
${
  units.length === 0
    ? html`<p>Nothing is on record for you either.</p>\n`
    : html`<p>These units are on record for you. By confirming you say that none of them is there.</p>
${renderTable({
  caption: 'Units on record',
  columns: [{ label: 'Unit' }, { label: 'Your tag' }, { label: 'Product' }],
  rows: units.map((unit) => [
    markOf(unit.facts, english),
    unit.facts.assetTag ?? english.notRecorded,
    productLine(unit, newest.content),
  ]),
})}`
}<p>${statementText({ reference: notice.reference, revision: newest.revision, facilityName: facility.name })}</p>
${renderForm({
  action: `/r/${token}/reply`,
  submit: 'Confirm and sign: we hold none',
  hidden: { ...single, formId: form.formId, confirmedNone: unitsShown(on) },
  body: html`${repeated}`,
})}<p>To change your answer, go back in your browser.</p>`
  return replyPage(deps, { status: 200, title: 'Please confirm: you hold none', body })
}
