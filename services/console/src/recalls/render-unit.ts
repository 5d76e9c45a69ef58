import { valueWords } from '@recallwire/domain/verdict-override/overridden-verdict.ts'
import type { MatchItem } from '@recallwire/domain/views/device-view.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderTextArea } from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { productName, unitName } from '../cases/unit-words.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { verdictTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { whySentence } from '../words/why.ts'

export type UnitPage = {
  readonly recallId: string
  readonly item: MatchItem
  readonly facilityName: string
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
}

type Proposal = NonNullable<MatchItem['proposal']>

/** One unit: its verdicts side by side, what waits for a second person, and the form to propose another verdict. */
export async function renderUnit(visit: Visit, unit: UnitPage): Promise<Html> {
  const { item, recallId, facilityName } = unit
  const { facts, verdict, proposal } = item
  return html`<p><a class="usa-link" href="/recalls/${recallId}/units">All units of the recall</a></p>
${renderDefinitionList([
  { term: 'Unit', value: unitName(facts) },
  { term: 'Product', value: productName(facts, verdict.productId) },
  { term: 'Facility', value: facilityName },
  { term: 'Software on record', value: facts.softwareVersion ?? 'not on record' },
])}
${renderVerdicts(item)}
${proposal !== undefined && (await renderWaiting(visit, unit, proposal))}
${proposal === undefined && renderProposing(visit, unit)}`
}

function renderVerdicts({ verdict, override, proposal }: MatchItem): Html {
  const computed =
    override?.basis.verdict ?? (proposal?.changed.length === 0 ? proposal.basis.verdict : verdict)
  return renderRecords({
    caption: 'Verdicts side by side',
    columns: [{ label: 'Whose word' }, { label: 'Verdict' }, { label: 'Why' }],
    rows: [
      ['The notice itself', verdictTag(computed.value), whySentence(computed)],
      ...(override === undefined
        ? []
        : [['Decided by people: this one holds', verdictTag(override.value), override.reason]]),
      ...(proposal === undefined
        ? []
        : [
            [
              proposal.kind === 'withdrawal' ? 'Proposed: take the decision back' : 'Proposed',
              verdictTag(proposal.value),
              proposal.reason,
            ],
          ]),
    ],
    empty: 'No verdict.',
  })
}

/** Name, time and meaning of the signature, before it is given (21 CFR 11.50). */
async function renderWaiting(visit: Visit, { item, recallId }: UnitPage, proposal: Proposal): Promise<Html> {
  const { by } = proposal.proposedBy
  const asked = html`<h2>Waits for a second person</h2>
<p>Proposed by <strong>${await visit.nameOf(by)}</strong>, ${renderTime(proposal.proposedAt)}.</p>`
  const action = (step: string) => `/recalls/${recallId}/units/${item.matchId}/${step}`
  const hidden = () => ({ ...visit.hidden(), proposedAt: proposal.proposedAt })
  if (!visit.may('verdict.decide'))
    return html`${asked}${renderAlert({ tone: 'info', body: 'An approver of your firm must confirm or decline it.' })}`
  const decline = renderForm({
    action: action('decline'),
    hidden: hidden(),
    submit: 'Decline: the verdict stays',
    tone: 'outline',
    body: html``,
  })
  if (proposal.changed.length > 0)
    return html`${asked}${renderAlert({
      tone: 'warning',
      heading: 'It is out of date',
      body: 'What it rests on changed since. It can only be declined: look at the unit again, and propose anew.',
    })}${decline}`
  if (by === visit.actor.by)
    return html`${asked}${renderAlert({ tone: 'info', body: 'You proposed this. A second person of your firm must confirm it; you may take it back.' })}${decline}`
  return html`${asked}${renderForm({
    action: action('confirm'),
    hidden: hidden(),
    submit: 'Confirm',
    tone: 'secondary',
    body: html`<div class="padding-2 bg-base-lightest"><p class="margin-top-0"><strong>By pressing the button you sign:</strong></p>
<p class="margin-bottom-0"><q>I, ${visit.personName}, confirm as a second person, on ${renderTime(visit.now)}, ${meaningOf(proposal)}.</q></p></div>`,
  })}${decline}`
}

const meaningOf = (proposal: Proposal): string =>
  proposal.kind === 'withdrawal'
    ? `that the decision of people on this unit is taken back: it is ${valueWords[proposal.value]}, as the notice itself says`
    : `that this unit is ${valueWords[proposal.value]}, although the notice itself makes it ${valueWords[proposal.basis.verdict.value]}`

function renderProposing(visit: Visit, { item, recallId, fields, errors }: UnitPage): Html {
  const error = errorFinder(errors)
  const { override, verdict, matchId } = item
  const computed = override?.basis.verdict.value ?? verdict.value
  const others = (['affected', 'possible', 'outside'] as const).filter(
    (value) => value !== verdict.value && value !== computed,
  )
  const reason = renderTextArea({
    name: 'reason',
    label: 'Reason',
    hint: 'It goes into the ledger and to the facility. Name no person.',
    required: true,
    maxLength: 500,
    rows: 3,
    value: fields.text('reason'),
    error: error('reason'),
  })
  const action = (step: string) => `/recalls/${recallId}/units/${matchId}/${step}`
  return html`<h2>Propose ${override === undefined ? 'another verdict' : 'to take the decision back, or another verdict'}</h2>
${renderErrorSummary(errors)}${renderForm({
  action: action('propose'),
  hidden: visit.hidden(),
  submit: 'Propose',
  body: html`${renderRadioGroup({
    name: 'value',
    label: 'What is right for this unit?',
    required: true,
    value: fields.text('value'),
    error: error('value'),
    options: [
      ...(override === undefined ? [] : [{ value: 'withdraw', label: 'What the notice itself says' }]),
      ...others.map((value) => ({ value, label: valueLabels[value] })),
    ],
  })}
${reason}`,
})}`
}

const valueLabels = {
  affected: 'Affected',
  possible: 'Possibly affected: the facility must look',
  outside: 'Not affected: the facility is released from it',
} as const
