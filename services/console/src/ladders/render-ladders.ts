import type { Ladder, Rung } from '@recallwire/domain/casework/ladder-rules.ts'
import type { LaddersView } from '@recallwire/domain/views/ladder-view.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type FieldError, renderButtonForm, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { attributes, type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import type { Visit } from '../frame/visit.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { contactRoleWords, plural, stepKindWords } from '../words/words.ts'
import { fieldName, rungRows } from './read-ladder.ts'

export type LaddersPage = {
  readonly recall: RecallView
  readonly view: LaddersView
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
}

const kinds = [
  'reminder',
  'escalation',
  'webhook',
  'phone-task',
  'text-task',
] as const satisfies readonly Rung['kind'][]

/** The ladder of each class, which one this recall climbs, and a form for whoever may change them. */
export async function renderLadders(visit: Visit, page: LaddersPage): Promise<Html> {
  const { recall, view, errors } = page
  const { changedAt, changedBy } = view
  const climbs = recall.recallClass ?? 'I'
  const mayEdit = visit.may('ladders.edit') && (recall.status === 'draft' || recall.status === 'published')
  return html`${renderErrorSummary(errors)}<p class="measure-5">Each step counts US federal business days from the day on which the mail service took
the letter that asks for a reply, and falls due at 17:00 in the facility’s own time zone. All of them end with the reply.
${recall.recallClass === null && 'Until this recall has a class, it is handled as class I.'}</p>
${changedAt !== undefined && html`<p>Changed ${renderTime(changedAt)} by ${await visit.nameOf(changedBy ?? '')}. Cases follow: steps not yet taken have moved.</p>`}
${view.ladders.map(
  (
    one,
  ) => html`<h2 id="class-${one.recallClass}">Class ${one.recallClass}${one.recallClass === climbs && ': the ladder of this recall'}</h2>
<p>${one.isOwn ? 'Set by the firm for this recall.' : 'The default.'}</p>
${renderLadder(one.recallClass, one.ladder)}
${mayEdit && renderEdit(visit, page, one)}`,
)}`
}

const renderLadder = (recallClass: string, { replyDue, rungs }: Ladder): Html =>
  renderRecords({
    caption: `Steps for class ${recallClass}; the reply is due after ${plural(replyDue, 'business day')}`,
    columns: [{ label: 'After' }, { label: 'What' }, { label: 'To whom' }],
    rows: rungs.map(({ kind, after, role }) => [
      plural(after, 'business day'),
      stepKindWords[kind],
      role === undefined ? whom[kind] : contactRoleWords[role],
    ]),
    empty: 'None.',
  })

/** Whom a rung is for that names no role. */
const whom: Readonly<Record<Rung['kind'], string>> = {
  reminder: 'whoever was written to last',
  escalation: 'the next contact that was not written to',
  webhook: 'the addresses it registered',
  'phone-task': 'whoever answers',
  'text-task': 'whoever answers',
}

function renderEdit(
  visit: Visit,
  { recall, view, fields, errors }: LaddersPage,
  { recallClass, ladder, isOwn }: LaddersView['ladders'][number],
): Html {
  const error = errorFinder(errors)
  const name = (what: string, row?: number) => fieldName(recallClass, what, row)
  const typed = fields.names.includes(name('reply-due'))
  const field = (what: string, stored: string | number | undefined, row?: number) => ({
    name: name(what, row),
    value: typed ? fields.text(name(what, row)) : String(stored ?? ''),
    error: error(name(what, row)),
  })
  const base = `/recalls/${recall.recallId}/ladders`
  const hidden = { ...visit.hidden(), 'recall-class': recallClass, 'based-on': view.version }
  const filled = typed ? rungRows : Math.min(rungRows, ladder.rungs.length + 2)
  const rows = Array.from({ length: filled }, (_, row) => {
    const rung = ladder.rungs[row]
    return html`<fieldset class="usa-fieldset margin-top-2"><legend class="usa-legend">Step ${row + 1}</legend>
${renderSelect({
  ...field('kind', rung?.kind, row),
  label: 'What',
  options: kinds.map((value) => ({ value, label: stepKindWords[value] })),
})}${renderTextField({ ...field('after', rung?.after, row), label: 'After so many business days', inputMode: 'numeric' })}${renderSelect(
  {
    ...field('role', rung?.role, row),
    label: 'To whom',
    hint: 'Left open: as the table says.',
    options: Object.entries(contactRoleWords).map(([value, label]) => ({ value, label })),
  },
)}</fieldset>
`
  })
  const form = renderForm({
    action: base,
    hidden,
    submit: `Set the ladder of class ${recallClass}`,
    body: html`${renderTextField({
      ...field('reply-due', ladder.replyDue),
      label: 'Reply due after so many business days',
      hint: 'A number of days in the notice itself goes before it.',
      inputMode: 'numeric',
      required: true,
    })}${rows}`,
  })
  return html`<details${attributes({ open: typed && errors.length > 0 })}><summary>Change it for this recall</summary>
<p>A step without “what” and “after” is left out. A ladder may be stricter than the default, and laxer only within the bounds of its class.</p>
${form}</details>
${isOwn && renderButtonForm({ action: `${base}/default`, label: `Class ${recallClass}: back to the default`, hidden, tone: 'outline' })}`
}
