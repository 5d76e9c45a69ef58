import { activeUnits, type Case, type Reply } from '@recallwire/domain/casework/case.ts'
import { isSettled } from '@recallwire/domain/casework/unit-answer.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { localTime } from '../language/local-time.ts'
import { followUp, saidOf } from '../letters/receipt-blocks.ts'
import { markOf } from '../letters/unit-blocks.ts'
import type { OpenForm } from './form-page.ts'
import type { ReplyDeps } from './reply-deps.ts'
import { replyPage } from './reply-page.ts'

/** What was recorded, read back from the store: sending the same form again shows the same. */
export function recordedPage(
  deps: ReplyDeps,
  form: OpenForm,
  reply: Reply,
  person: { readonly name: string; readonly role: string },
): PageReply {
  const { on, facility, found } = form
  const open = activeUnits(on).filter((unit) => !isSettled(unit.answers, unit.facts.quantity)).length
  const { texts } = found
  const { recorded } = texts.pages
  const when = (at: string) => localTime(at, facility.timeZone, texts.locale)
  const senders = on.duties
    .filter((duty) => reply.dutyIds.includes(duty.dutyId))
    .map((duty) => texts.reply.sender(duty.senderName, duty.reference))
  const body = html`${renderAlert(
    open === 0
      ? { tone: 'success', heading: recorded.whole, body: texts.receipt.complete }
      : {
          tone: 'warning',
          heading: recorded.partial,
          body: texts.receipt.open(open),
        },
  )}${renderDefinitionList([
    {
      term: recorded.at,
      value: reply.late ? texts.receipt.late(when(reply.recordedAt)) : when(reply.recordedAt),
    },
    { term: recorded.by, value: `${person.name}, ${person.role}` },
    { term: recorded.meaning, value: recorded.meant(facility.name) },
    { term: recorded.answers, value: senders.join('; ') },
    { term: texts.receipt.replyId, value: reply.replyId },
    { term: texts.receipt.statement, value: reply.statementHash },
  ])}${renderAnswers(on, reply, form)}<h2>${recorded.next}</h2>
<p>${recorded.receipts} ${texts.receipt.amend}</p>
<p>${recorded.questions(texts.contact.line(found.recall.newest.content.contact))}</p>`
  return replyPage(deps, texts, { status: 200, title: recorded.title, body })
}

/** A list, not a table: what follows for a unit must not lie beyond the edge of a phone. */
function renderAnswers(on: Case, reply: Reply, { found }: OpenForm): Html {
  const { texts } = found
  const answers = reply.units.map((answer) => {
    const unit = on.units.find((candidate) => candidate.custodyId === answer.custodyId)
    const next = followUp(answer, unit?.verdict.productId, found.recall.newest.content, texts)
    return {
      term: unit === undefined ? answer.custodyId : markOf(unit.facts, texts),
      value: html`${saidOf(answer, texts)}${next !== '' && html`<br><strong>${next}</strong>`}`,
    }
  })
  return html`<h2>${texts.receipt.heading}</h2>
${reply.holdsNone && html`<p>${texts.receipt.none}</p>\n`}${
  answers.length > 0
    ? renderDefinitionList(answers)
    : !reply.holdsNone && html`<p>${texts.receipt.noUnits}</p>\n`
}`
}
