import type { Case, Duty } from '@recallwire/domain/casework/case.ts'
import { dispositions } from '@recallwire/domain/device/disposition.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import {
  renderCheckbox,
  renderRadioGroup,
  renderSelect,
  renderTextField,
} from '@recallwire/html/form-components.ts'
import { type FieldError, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { attributes, type Html, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { localTime } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { FoundLink } from './find-link.ts'
import { type FormValues, fieldValue, fieldValues } from './form-fields.ts'
import { listedUnits } from './read-reply-form.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderGenuineness, renderPublicFacts, replyPage } from './reply-page.ts'
import { type FormState, renderUnitFieldset } from './unit-fieldset.ts'

/** Everything the form is drawn from once the code was right. */
export type OpenForm = {
  readonly found: FoundLink
  readonly token: string
  readonly on: Case
  readonly facility: Facility
  readonly code: string
  /** Random, made when the form was first shown: the same form sent twice is one reply. */
  readonly formId: string
}

/** The reply form; with errors it comes back as it was filled in, and says that nothing was saved. */
export function formPage(
  deps: ReplyDeps,
  form: OpenForm,
  values: FormValues = {},
  errors: readonly FieldError[] = [],
): PageReply {
  const { found, token, on, facility, code, formId } = form
  const { recall, texts } = found
  const { newest } = recall
  const words = texts.pages.form
  const state: FormState = {
    texts,
    values,
    errors: new Map(errors.map(({ field, message }) => [field, message])),
  }
  const body = html`${renderErrorSummary(errors, texts.words)}${renderEarlierReplies(on, facility, texts)}${renderPublicFacts(found)}
<h2>${texts.todo.heading}</h2>
<ol class="usa-list">${newest.content.instructions.map((step) => html`<li>${step}</li>\n`)}</ol>
<h2>${texts.reason.heading}</h2>
${[newest.content.reason, newest.content.hazard, texts.injuries(newest.content.injuries)].map((text) => html`<p>${text}</p>\n`)}${renderForm(
  {
    action: `/r/${token}/reply`,
    submit: words.submit,
    hidden: { code, formId, revision: newest.revision },
    body: html`${renderQuestions(on, state)}${renderUnits(on, found, state)}${renderDuties(on.duties, state)}${renderPerson(state)}<h2>${words.signature}</h2>
<p>${texts.pages.statement(recall.notice.reference, newest.revision, facility.name)}</p>
`,
  },
)}${renderGenuineness(found)}`
  const status = errors.length > 0 ? 422 : 200
  return replyPage(deps, texts, { status, title: words.title(facility.name), body })
}

function renderEarlierReplies(on: Case, facility: Facility, { pages, locale }: Texts): Html | false {
  const newest = on.replies.at(-1)
  if (newest === undefined) return false
  const { heading, text } = pages.form.earlier
  return renderAlert({
    tone: 'info',
    heading,
    body: text(localTime(newest.recordedAt, facility.timeZone, locale)),
  })
}

function renderQuestions(on: Case, state: FormState): Html {
  const count = listedUnits(on).length
  const { understood, holding } = state.texts.pages.form
  return html`${renderRadioGroup({
    ...choice('understood', state),
    label: understood.label,
    required: true,
    options: [
      { value: 'yes', label: understood.yes },
      { value: 'no', label: understood.no },
    ],
  })}${renderRadioGroup({
    ...choice('holding', state),
    label: holding.label,
    required: true,
    options: [
      {
        value: 'some',
        label: count > 0 ? holding.listed : holding.unlisted,
        description: count > 0 ? undefined : holding.unlistedHint,
      },
      {
        value: 'none',
        label: holding.none,
        description: holding.noneHint,
      },
    ],
  })}`
}

function renderUnits(on: Case, found: FoundLink, state: FormState): Html {
  const units = listedUnits(on)
  const words = state.texts.pages.form
  if (units.length === 0)
    return html`<h2>${words.units(0)}</h2>
<p>${words.noUnits}</p>
`
  return html`<h2>${words.units(units.length)}</h2>
${units.length >= manyUnits && renderRest(state)}${units.map((unit) => renderUnitFieldset(unit, found.recall.newest.content, state))}`
}

/** So many units make one question for all of them worth asking. */
const manyUnits = 4

/** A ward with forty pumps does the same with all of them. Nothing is chosen beforehand here either. */
function renderRest(state: FormState): Html {
  return renderSelect({
    ...choice('rest', state),
    ...state.texts.pages.form.rest,
    options: dispositions.map((value) => ({ value, label: state.texts.disposition[value] })),
  })
}

/** With a single sender there is nothing to choose; with several the person says whom this answers. */
function renderDuties(duties: readonly Duty[], state: FormState): Html {
  const [only, ...more] = duties
  const { texts } = state
  const words = texts.pages.form.duties
  if (only === undefined) return html``
  if (more.length === 0)
    return html`<p class="margin-top-4">${words.only(only.senderName, only.reference)}</p>
<input type="hidden" name="duty" value="${only.dutyId}">
`
  const error = state.errors.get(`duty-${only.dutyId}`)
  const chosen = fieldValues(state.values, 'duty')
  const boxes = duties.map((duty) =>
    renderCheckbox({
      name: 'duty',
      value: duty.dutyId,
      label: `${texts.reply.sender(duty.senderName, duty.reference)}${duty.dischargedAt === undefined ? '' : ` (${words.answered})`}`,
      checked: chosen.includes(duty.dutyId),
    }),
  )
  const group = attributes({
    class: 'usa-fieldset',
    'aria-describedby': error === undefined ? 'duty-hint' : 'duty-hint duty-error',
  })
  return html`<div class="usa-form-group${error !== undefined && ' usa-form-group--error'}"><fieldset${group}>
<legend class="usa-legend">${words.label} <span class="recallwire-required">${texts.words.required}</span></legend>
<span class="usa-hint" id="duty-hint">${words.hint}</span>
${error !== undefined && html`<span class="usa-error-message" id="duty-error">${error}</span>\n`}${boxes}</fieldset></div>
`
}

function renderPerson(state: FormState): Html {
  const words = state.texts.pages.form.person
  return html`<h2>${words.heading}</h2>
${renderTextField({ ...choice('name', state), label: words.name, required: true, autocomplete: 'name', maxLength: 120 })}${renderTextField(
  {
    ...choice('role', state),
    label: words.role,
    hint: words.roleHint,
    required: true,
    autocomplete: 'organization-title',
    maxLength: 120,
  },
)}${renderTextField({ ...choice('phone', state), label: words.phone, type: 'tel', autocomplete: 'tel', maxLength: 40 })}`
}

function choice(name: string, state: FormState) {
  const value = fieldValue(state.values, name)
  return {
    name,
    error: state.errors.get(name),
    value: value === '' ? undefined : value,
    words: state.texts.words,
  }
}
