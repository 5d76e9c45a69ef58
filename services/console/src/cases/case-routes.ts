import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { CaseView } from '@recallwire/domain/views/case-view.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { PageReply, Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { ApiProblem } from '../api/transport.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTimelineOf } from '../reports/render-timeline.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { renderSenderForm } from './case-forms.ts'
import { readReply, replyErrors } from './read-reply.ts'
import { renderCase } from './render-case.ts'
import { renderReplyForm } from './render-reply-form.ts'
import { renderTasks } from './render-tasks.ts'
import { questionsOf, statementOf, toldStatementOf } from './reply-questions.ts'

const caseParams = z.strictObject({ caseId: idSchema })

/** One case: read it, reply to it, name another sender. */
export const caseRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/cases/:caseId',
    summary: 'One recall at one facility.',
    action: 'case.read',
    params: caseParams,
    query: z.object({ notice: z.string().optional() }),
    show: async (visit, { params, query }) => {
      const found = await findCase(visit, params.caseId)
      return found.kind === 'problem'
        ? visit.refusal(found.problem)
        : showCase(visit, found, { notice: query.notice })
    },
  }),
  formRoute(deps, {
    path: '/cases/:caseId/reply',
    summary: 'Reply for a facility.',
    action: 'case.reply',
    params: caseParams,
    submit: async (visit, { fields, key }, { params }) => {
      const found = await findCase(visit, params.caseId)
      if (found.kind === 'problem') return visit.refusal(found.problem)
      const { on, recall } = found
      const channel = channelOf(visit)
      const { reply, errors } = readReply(fields, questionsOf(on, recall.content), channel)
      if (errors.length > 0) return showCase(visit, found, { fields, replyErrors: errors })
      const { lines, ...answers } = reply
      const name = channel === 'phone' ? reply.person.name : visit.personName
      const statement =
        channel === 'phone'
          ? toldStatementOf(on, name, visit.personName, reply.channel ?? 'phone')
          : statementOf(on, name)
      const body = { ...answers, person: { ...reply.person, name }, statement }
      const sent = await visit.api.cases.reply(on.caseId, key, body)
      if (sent.kind === 'ok') return visit.leadTo(`/cases/${on.caseId}`, 'reply-recorded')
      if (!isAboutFields(sent.problem)) return visit.refusal(sent.problem)
      return showCase(visit, found, { fields, replyErrors: replyErrors(sent.problem, lines) })
    },
  }),
  formRoute(deps, {
    path: '/cases/:caseId/senders',
    summary: 'Name another sender that wrote about the recall.',
    action: 'case.add-sender',
    params: caseParams,
    submit: async (visit, { fields, key }, { params }) => {
      const body = { senderName: fields.text('sender-name'), reference: fields.text('sender-reference') }
      const added = await visit.api.cases.addSender(params.caseId, key, body)
      if (added.kind === 'ok') return visit.leadTo(`/cases/${params.caseId}`, 'sender-added')
      const found = await findCase(visit, params.caseId)
      if (found.kind === 'problem' || !isAboutFields(added.problem)) return visit.refusal(added.problem)
      const senderErrors = (added.problem.errors ?? []).map(({ pointer, detail }) => ({
        field: pointer === '/reference' ? 'sender-reference' : 'sender-name',
        message: detail,
      }))
      return showCase(visit, found, { fields, senderErrors })
    },
  }),
]

const isAboutFields = (problem: ApiProblem): boolean => problem.status === 400 || problem.status === 422

type FoundCase = { readonly kind: 'found'; readonly on: CaseView; readonly recall: RecallView }

async function findCase(
  visit: Visit,
  caseId: string,
): Promise<FoundCase | { readonly kind: 'problem'; readonly problem: ApiProblem }> {
  const on = await visit.api.cases.get(caseId)
  if (on.kind === 'problem') return on
  const recall = await visit.api.recalls.get(on.value.recallId)
  return recall.kind === 'problem' ? recall : { kind: 'found', on: on.value, recall: recall.value }
}

/** The firm enters what it was told on the phone or by e-mail; everyone else answers for their own facility. */
const channelOf = (visit: Visit): 'console' | 'phone' =>
  visit.actor.role === 'manufacturer-editor' || visit.actor.role === 'manufacturer-approver'
    ? 'phone'
    : 'console'

type Shown = {
  readonly notice?: string | undefined
  readonly fields?: FormFields
  readonly replyErrors?: readonly FieldError[]
  readonly senderErrors?: readonly FieldError[]
}

async function showCase(visit: Visit, { on, recall }: FoundCase, shown: Shown): Promise<PageReply> {
  const failed = (shown.replyErrors ?? shown.senderErrors ?? []).length > 0
  const answers = on.status !== 'closed' && visit.may('case.reply') && (await mayAnswer(visit, on))
  return visit.page({
    title: `${on.facilityName}: ${on.recallTitle}`,
    status: failed ? 422 : 200,
    notice: shown.notice,
    body: renderCase(on, visit.now, {
      forms: answers ? await renderForms(visit, on, recall, shown) : html``,
      // The form of a first reply shows every unit with its reason already.
      unitsInForm: answers && isFirstReply(visit, on),
      unitPage: visit.may('verdict.propose')
        ? ({ matchId }) => `/recalls/${on.recallId}/units/${matchId}`
        : undefined,
      timeline: await renderTimelineOf(visit, on.recallId, on.facilityId, on.timeZone),
    }),
  })
}

const isFirstReply = (visit: Visit, on: CaseView): boolean =>
  channelOf(visit) === 'console' && on.replies.length === 0 && on.units.length > 0

async function renderForms(visit: Visit, on: CaseView, recall: RecallView, shown: Shown): Promise<Html> {
  const channel = channelOf(visit)
  const fields = shown.fields ?? noFields
  const form = renderReplyForm({
    on,
    questions: questionsOf(on, recall.content),
    channel,
    personName: visit.personName,
    fields: shown.senderErrors ? noFields : fields,
    errors: shown.replyErrors ?? [],
    hidden: visit.hidden(),
  })
  const heading =
    channel === 'phone'
      ? 'Enter a reply given on the phone or by e-mail'
      : on.status === 'done'
        ? 'Amend the reply'
        : 'Reply'
  const folded = (channel === 'phone' || on.status === 'done') && shown.replyErrors === undefined
  return html`${channel === 'phone' && (await renderTasks(visit, on))}
<h2 id="reply">${heading}</h2>
${folded ? html`<details><summary>Open the form</summary>${form}</details>` : form}
<p><a class="usa-link" href="/cases/${on.caseId}/wrong-recipient">A letter went to the wrong person</a></p>
${visit.may('case.add-sender') && renderSenderForm(visit, on, shown.senderErrors ? fields : noFields, shown.senderErrors ?? [])}`
}

/** A distributor reads the cases it forwarded, but answers only for its own sites. */
async function mayAnswer(visit: Visit, on: CaseView): Promise<boolean> {
  if (visit.actor.role !== 'distributor') return true
  const own = await visit.api.directory.facilities()
  return own.kind === 'ok' && own.value.some((facility) => facility.facilityId === on.facilityId)
}
