import { activeUnits, type Case, type Reply } from '@recallwire/domain/casework/case.ts'
import { isSettled } from '@recallwire/domain/casework/unit-answer.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import { english } from '../letters/english.ts'
import { localTime } from '../letters/local-time.ts'
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
  const when = (at: string) => localTime(at, facility.timeZone)
  const senders = on.duties
    .filter((duty) => reply.dutyIds.includes(duty.dutyId))
    .map((duty) => english.reply.sender(duty.senderName, duty.reference))
  const body = html`${renderAlert(
    open === 0
      ? { tone: 'success', heading: 'Your reply is recorded', body: english.receipt.complete }
      : {
          tone: 'warning',
          heading: 'Your reply is recorded, and is not complete',
          body: english.receipt.open(open),
        },
  )}${renderDefinitionList([
    {
      term: 'Recorded',
      value: reply.late ? english.receipt.late(when(reply.recordedAt)) : when(reply.recordedAt),
    },
    { term: 'Signed by', value: `${person.name}, ${person.role}` },
    { term: 'Meaning', value: `Read and understood; answers given for ${facility.name}` },
    { term: 'Answers', value: senders.join('; ') },
    { term: 'Reply', value: reply.replyId },
    { term: english.receipt.statement, value: reply.statementHash },
  ])}${renderAnswers(on, reply, form)}<h2>What happens next</h2>
<p>A receipt for each letter you answered comes by mail to the address this letter was sent to. ${english.receipt.amend}</p>
<p>Questions: ${english.contact.line(found.recall.newest.content.contact)}</p>`
  return replyPage(deps, { status: 200, title: 'Your reply', body })
}

/** A list, not a table: what follows for a unit must not lie beyond the edge of a phone. */
function renderAnswers(on: Case, reply: Reply, { found }: OpenForm): Html {
  const answers = reply.units.map((answer) => {
    const unit = on.units.find((candidate) => candidate.custodyId === answer.custodyId)
    const next = followUp(answer, unit?.verdict.productId, found.recall.newest.content, english)
    return {
      term: unit === undefined ? answer.custodyId : markOf(unit.facts, english),
      value: html`${saidOf(answer, english)}${next !== '' && html`<br><strong>${next}</strong>`}`,
    }
  })
  return html`<h2>${english.receipt.heading}</h2>
${reply.holdsNone && html`<p>${english.receipt.none}</p>\n`}${
  answers.length > 0
    ? renderDefinitionList(answers)
    : !reply.holdsNone && html`<p>${english.receipt.noUnits}</p>\n`
}`
}
