import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { renderRadioGroup, renderTextArea } from '@recallwire/html/form-components.ts'
import { type FieldError, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { errorFinder } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { revisionKindWords } from '../words/words.ts'
import { lettersFor } from './choose-firm-letter.ts'
import { fieldsOfContent } from './fields-of-content.ts'
import { noticeFormBytes } from './notice-routes.ts'
import { noticeErrors, readNotice } from './read-notice.ts'
import { renderNoticeForm } from './render-notice-form.ts'
import { withOneMoreProduct } from './with-one-more-product.ts'

const kinds = ['expand', 'narrow', 'reclassify', 'correct'] as const
const endings = ['terminate', 'withdraw'] as const

/** Revising a published notice, or asking to end it; either waits for a second person. */
export const reviseRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/revise',
    summary: 'Revise or close a recall.',
    action: 'notice.revise',
    params: recallParams,
    show: async (visit, { params }) => {
      const recall = await visit.api.recalls.get(params.recallId)
      if (recall.kind === 'problem') return visit.refusal(recall.problem)
      return showForms(visit, recall.value, { fields: fieldsOfContent(recall.value.content), errors: [] })
    },
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/revise',
    summary: 'Save the draft of a revision.',
    action: 'notice.revise',
    params: recallParams,
    bodyLimit: noticeFormBytes,
    submit: async (visit, { fields, key }, { params }) => {
      const recall = await visit.api.recalls.get(params.recallId)
      if (recall.kind === 'problem') return visit.refusal(recall.problem)
      if (fields.text('add') === 'product')
        return showForms(visit, recall.value, { fields: withOneMoreProduct(fields), errors: [] })
      const kind = kinds.find((known) => known === fields.text('kind'))
      const base = recall.value.content
      const letters = await lettersFor(visit, base.firmLetter)
      if (letters.kind === 'problem') return visit.refusal(letters.problem)
      const read = readNotice(fields, { base, letters: letters.value })
      const errors = [
        ...(kind === undefined ? [{ field: 'kind', message: 'Say what the revision is for' }] : []),
        ...(read.kind === 'refused' ? read.errors : []),
      ]
      if (kind === undefined || read.kind === 'refused')
        return showForms(visit, recall.value, { fields, errors })
      const basedOn = Number(fields.text('basedOn'))
      const saved = await visit.api.recalls.revise(params.recallId, key, basedOn, {
        kind,
        content: read.content,
      })
      if (saved.kind === 'ok') return visit.leadTo(`/recalls/${params.recallId}/reach`, 'draft-saved')
      const { status } = saved.problem
      if (status !== 400 && status !== 422) return visit.refusal(saved.problem)
      return showForms(visit, recall.value, { fields, errors: noticeErrors(saved.problem, fields) })
    },
  }),
  formRoute(deps, {
    path: '/recalls/:recallId/close',
    summary: 'Ask to end a recall.',
    action: 'notice.revise',
    params: recallParams,
    submit: async (visit, { fields, key }, { params }) => {
      const ending = endings.find((known) => known === fields.text('ending'))
      const reason = fields.text('ending-reason')
      const closeErrors = [
        ...(ending === undefined ? [{ field: 'ending', message: 'Say how it ends' }] : []),
        ...(reason === '' ? [{ field: 'ending-reason', message: 'Give the reason' }] : []),
      ]
      if (ending === undefined || reason === '') {
        const recall = await visit.api.recalls.get(params.recallId)
        if (recall.kind === 'problem') return visit.refusal(recall.problem)
        return showForms(visit, recall.value, {
          fields: fieldsOfContent(recall.value.content),
          errors: [],
          closing: fields,
          closeErrors,
        })
      }
      const basedOn = Number(fields.text('basedOn'))
      const asked = await visit.api.recalls.revise(params.recallId, key, basedOn, { kind: ending, reason })
      if (asked.kind === 'problem') return visit.refusal(asked.problem)
      return visit.leadTo(`/recalls/${params.recallId}/reach`, 'closing-asked')
    },
  }),
]

type Shown = {
  readonly fields: FormFields
  readonly errors: readonly FieldError[]
  readonly closing?: FormFields
  readonly closeErrors?: readonly FieldError[]
}

async function showForms(visit: Visit, recall: RecallView, shown: Shown) {
  const letters = await lettersFor(visit, recall.content.firmLetter)
  if (letters.kind === 'problem') return visit.refusal(letters.problem)
  const error = errorFinder(shown.errors)
  const failed = shown.errors.length + (shown.closeErrors?.length ?? 0) > 0
  const hidden = () => ({ ...visit.hidden(), basedOn: recall.revision })
  return visit.page({
    title: `Revise or close: ${recall.title}`,
    status: failed ? 422 : 200,
    body: html`${
      recall.draft !== undefined &&
      renderAlert({
        tone: 'warning',
        body: 'A revision waits for approval already. Saving another replaces it.',
      })
    }<p class="font-sans-md line-height-sans-4 measure-6">Revision ${recall.revision + 1}, based on revision ${recall.revision}. What changed for facilities is computed from
the text; only those it touches are told. Answers given so far stand.</p>
<p><a class="usa-link" href="#close">Close the recall instead</a></p>
${renderNoticeForm({
  action: `/recalls/${recall.recallId}/revise`,
  submit: 'Save the revision for approval',
  fields: shown.fields,
  errors: shown.errors,
  letters: letters.value,
  hidden: hidden(),
  first: renderRadioGroup({
    name: 'kind',
    label: 'What is the revision for?',
    required: true,
    value: shown.fields.text('kind'),
    error: error('kind'),
    options: kinds.map((value) => ({ value, label: revisionKindWords[value] })),
  }),
})}
<h2 id="close">Close the recall</h2>
${renderCloseForm(recall, hidden(), shown)}`,
  })
}

function renderCloseForm(
  recall: RecallView,
  hidden: Record<string, string | number | undefined>,
  shown: Shown,
): Html {
  const error = errorFinder(shown.closeErrors ?? [])
  const fields = shown.closing ?? noFields
  return renderForm({
    action: `/recalls/${recall.recallId}/close`,
    hidden,
    tone: 'secondary',
    submit: 'Ask to close',
    body: html`${renderRadioGroup({
      name: 'ending',
      label: 'How does it end?',
      required: true,
      value: fields.text('ending'),
      error: error('ending'),
      options: [
        {
          value: 'terminate',
          label: 'Terminated',
          description: 'All reasonable efforts have been made (21 CFR 7.55).',
        },
        { value: 'withdraw', label: 'Withdrawn', description: 'The notice should not have been sent.' },
      ],
    })}
${renderTextArea({ name: 'ending-reason', label: 'Reason', required: true, value: fields.text('ending-reason'), error: error('ending-reason'), rows: 3 })}`,
  })
}
