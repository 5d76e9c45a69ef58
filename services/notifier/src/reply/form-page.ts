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
import { english } from '../letters/english.ts'
import { localTime } from '../letters/local-time.ts'
import type { FoundLink } from './find-link.ts'
import { type FormValues, fieldValue, fieldValues } from './form-fields.ts'
import { listedUnits } from './read-reply-form.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { renderGenuineness, renderPublicFacts, replyPage } from './reply-page.ts'
import { statementText } from './statement.ts'
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
  const { newest } = found.recall
  const state: FormState = {
    values,
    errors: new Map(errors.map(({ field, message }) => [field, message])),
  }
  const body = html`${renderErrorSummary(errors)}${renderEarlierReplies(on, facility)}${renderPublicFacts(found.recall)}
<h2>What to do</h2>
<ol class="usa-list">${newest.content.instructions.map((step) => html`<li>${step}</li>\n`)}</ol>
<h2>${english.reason.heading}</h2>
${[newest.content.reason, newest.content.hazard, english.injuries(newest.content.injuries)].map((text) => html`<p>${text}</p>\n`)}${renderForm(
  {
    action: `/r/${token}/reply`,
    submit: 'Sign and send the reply',
    hidden: { code, formId, revision: newest.revision },
    body: html`${renderQuestions(on, state)}${renderUnits(on, found, state)}${renderDuties(on.duties, state)}${renderPerson(state)}<h2>Your signature</h2>
<p>${statementText({ reference: found.recall.notice.reference, revision: newest.revision, facilityName: facility.name })}</p>
`,
  },
)}${renderGenuineness(found.recall)}`
  return replyPage(deps, { status: errors.length > 0 ? 422 : 200, title: `Reply for ${facility.name}`, body })
}

function renderEarlierReplies(on: Case, facility: Facility): Html | false {
  const newest = on.replies.at(-1)
  if (newest === undefined) return false
  return renderAlert({
    tone: 'info',
    heading: 'There is a reply already',
    body: `Recorded ${localTime(newest.recordedAt, facility.timeZone)}. What you answer now supersedes it; the earlier reply is kept. Units you leave empty keep their answer.`,
  })
}

function renderQuestions(on: Case, state: FormState): Html {
  const count = listedUnits(on).length
  return html`${renderRadioGroup({
    ...choice('understood', state),
    label: 'Have you read and understood this notice?',
    required: true,
    options: [
      { value: 'yes', label: 'I have read and understood it' },
      { value: 'no', label: 'No, I have a question first' },
    ],
  })}${renderRadioGroup({
    ...choice('holding', state),
    label: 'Do you hold any of these products?',
    required: true,
    options: [
      {
        value: 'some',
        label: count > 0 ? 'Yes, or I answer unit by unit below' : 'Yes, we hold some',
        description:
          count > 0
            ? undefined
            : 'Add them to your inventory or call the firm; the reply stays open until they are recorded.',
      },
      {
        value: 'none',
        label: 'No, we hold none',
        description: 'You are shown once more what is on record and confirm it.',
      },
    ],
  })}`
}

function renderUnits(on: Case, found: FoundLink, state: FormState): Html {
  const units = listedUnits(on)
  if (units.length === 0)
    return html`<h2>Your units</h2>
<p>We have no unit of yours on record. A reply is needed all the same.</p>
`
  return html`<h2>Your units (${units.length})</h2>
${units.length >= manyUnits && renderRest(state)}${units.map((unit) => renderUnitFieldset(unit, found.recall.newest.content, state))}`
}

/** So many units make one question for all of them worth asking. */
const manyUnits = 4

/** A ward with forty pumps does the same with all of them. Nothing is chosen beforehand here either. */
function renderRest(state: FormState): Html {
  return renderSelect({
    ...choice('rest', state),
    label: 'The same for all units that have no answer yet?',
    hint: 'Leave it unselected to answer each unit on its own. A unit you answer below keeps its own answer.',
    options: dispositions.map((value) => ({ value, label: english.disposition[value] })),
  })
}

/** With a single sender there is nothing to choose; with several the person says whom this answers. */
function renderDuties(duties: readonly Duty[], state: FormState): Html {
  const [only, ...more] = duties
  if (only === undefined) return html``
  if (more.length === 0)
    return html`<p class="margin-top-4">This answers the letter of ${only.senderName}, reference ${only.reference}.</p>
<input type="hidden" name="duty" value="${only.dutyId}">
`
  const error = state.errors.get(`duty-${only.dutyId}`)
  const chosen = fieldValues(state.values, 'duty')
  const boxes = duties.map((duty) =>
    renderCheckbox({
      name: 'duty',
      value: duty.dutyId,
      label: `${english.reply.sender(duty.senderName, duty.reference)}${duty.dischargedAt === undefined ? '' : ' (answered before)'}`,
      checked: chosen.includes(duty.dutyId),
    }),
  )
  const group = attributes({
    class: 'usa-fieldset',
    'aria-describedby': error === undefined ? 'duty-hint' : 'duty-hint duty-error',
  })
  return html`<div class="usa-form-group${error !== undefined && ' usa-form-group--error'}"><fieldset${group}>
<legend class="usa-legend">Which letters does this answer? <span class="recallwire-required">(required)</span></legend>
<span class="usa-hint" id="duty-hint">Several senders wrote about this recall. One inspection serves all of them: tick every letter you
have. Each ticked sender gets this answer, and you get a receipt for each.</span>
${error !== undefined && html`<span class="usa-error-message" id="duty-error">${error}</span>\n`}${boxes}</fieldset></div>
`
}

function renderPerson(state: FormState): Html {
  return html`<h2>Who answers</h2>
${renderTextField({ ...choice('name', state), label: 'Your name', required: true, autocomplete: 'name', maxLength: 120 })}${renderTextField(
  {
    ...choice('role', state),
    label: 'Your role',
    hint: 'For example nurse manager, biomedical engineer',
    required: true,
    autocomplete: 'organization-title',
    maxLength: 120,
  },
)}${renderTextField({ ...choice('phone', state), label: 'Phone (optional)', type: 'tel', autocomplete: 'tel', maxLength: 40 })}`
}

function choice(name: string, state: FormState) {
  const value = fieldValue(state.values, name)
  return { name, error: state.errors.get(name), value: value === '' ? undefined : value }
}
