import type { CaseSummary, TaskView } from '@recallwire/domain/views/case-view.ts'
import type { RecallSummary, RecallView } from '@recallwire/domain/views/recall-view.ts'
import type { StuckLetter } from '@recallwire/domain/views/stuck-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { concerned } from '../recalls/funnel.ts'
import { recallsInOrder } from '../recalls/render-recall-list.ts'
import { type CollectionItem, renderCollection, renderLinkButton } from '../words/collection.ts'
import { classTag, isOverdue, isSilent } from '../words/tags.ts'
import { distance, renderTime } from '../words/times.ts'
import { letterKindWords, plural } from '../words/words.ts'
import type { Home } from './home-routes.ts'

/** Recalls open at a time are few; their drafts are read one by one to see what waits for this person. */
const draftsRead = 50

/** A firm: what waits for my approval, whom to phone, which letters are stuck, and where facilities are silent. */
export async function renderFirmHome(visit: Visit): Promise<Home> {
  const { recalls: recallsApi, cases: casesApi } = visit.api
  const [recalls, cases, tasks, stuck] = await Promise.all([
    recallsApi.list(),
    casesApi.list(),
    casesApi.tasks(),
    casesApi.stuckLetters(),
  ])
  if (recalls.kind === 'problem') return recalls
  if (cases.kind === 'problem') return cases
  if (tasks.kind === 'problem') return tasks
  if (stuck.kind === 'problem') return stuck
  const open = recallsInOrder(recalls.value).filter(
    (recall) => recall.status === 'draft' || recall.status === 'published',
  )
  const views = await Promise.all(open.slice(0, draftsRead).map((recall) => recallsApi.get(recall.recallId)))
  const verdicts = await waitingVerdicts(visit, open)
  const waiting = [
    ...views.flatMap((view) => (view.kind === 'ok' ? waitingItem(visit, view.value) : [])),
    ...verdicts,
  ]
  const openTasks = tasks.value.filter((task) => task.doneAt === undefined)
  const surfaced = openTasks.filter((task) => task.kind === 'surfaced')
  const calls = openTasks.filter((task) => task.kind === 'phone')
  const published = open.filter((recall) => recall.status === 'published')
  const body = html`${
    surfaced.length > 0 &&
    html`<h2>Units reported gone and seen afterwards</h2>\n${renderCollection(
      surfaced.map((task) => surfacedItem(task, visit.now)),
      '',
    )}`
  }${waiting.length > 0 && html`<h2>Drafts and requests</h2>\n${renderCollection(waiting, '')}`}
${stuck.value.length > 0 && html`<h2>Letters that are stuck</h2>\n${renderCollection(stuck.value.map(stuckItem), '')}`}
${
  calls.length > 0 &&
  html`<h2>Phone calls to make</h2>\n${renderCollection(
    calls.map((task) => taskItem(task, visit.now)),
    '',
  )}`
}
<h2>Open recalls, silent and overdue first</h2>
${renderCollection(recallItems(published, cases.value, visit.now), 'No recall is open.')}
${visit.may('notice.draft') && html`<p>${renderLinkButton('Draft a notice', '/notices/new', 'outline')}</p>`}`
  return { kind: 'home', body }
}

/** A draft that somebody else prepared waits for an approver; one's own waits for somebody else. */
function waitingItem(visit: Visit, recall: RecallView): readonly CollectionItem[] {
  const by = recall.closing?.askedBy ?? recall.draft?.draftedBy
  const at = recall.closing?.askedAt ?? recall.draft?.draftedAt
  if (by === undefined || at === undefined) return []
  const mine = by === visit.actor.by
  const tag = mine
    ? renderTag('Waits for a second person', 'neutral')
    : visit.may('notice.approve')
      ? renderTag('Waits for your approval', 'urgent')
      : renderTag('Waits for an approver', 'attention')
  const what = recall.closing
    ? 'Request to close'
    : recall.revision === 0
      ? 'New notice'
      : `Revision ${recall.revision + 1}`
  return [
    {
      title: `${what}: ${(recall.draft?.content ?? recall.content).title}`,
      href: `/recalls/${recall.recallId}/reach`,
      tags: [tag, classTag(recall.recallClass)],
      lines: [html`${recall.reference}, prepared ${renderTime(at)}`],
    },
  ]
}

/** Verdicts of single units that somebody proposed: one line per recall, since they are decided on its own page. */
async function waitingVerdicts(
  visit: Visit,
  open: readonly RecallSummary[],
): Promise<readonly CollectionItem[]> {
  const recalls = open.filter((recall) => recall.status === 'published').slice(0, draftsRead)
  const pages = await Promise.all(
    recalls.map(({ recallId }) => visit.api.recalls.matches(recallId, undefined, 'proposed')),
  )
  return recalls.flatMap((recall, index) => {
    const page = pages[index]
    const proposals = page?.kind === 'ok' ? page.value.items.flatMap(({ proposal }) => proposal ?? []) : []
    const others = proposals.filter(({ proposedBy }) => proposedBy.by !== visit.actor.by)
    if (proposals.length === 0) return []
    const mine = others.length > 0 && visit.may('verdict.decide')
    return [
      {
        title: `${plural(proposals.length, 'verdict')} proposed: ${recall.title}`,
        href: `/recalls/${recall.recallId}/units?shown=proposed`,
        tags: [
          mine
            ? renderTag('Waits for your decision', 'urgent')
            : renderTag('Waits for a second person', 'neutral'),
          classTag(recall.recallClass),
        ],
        lines: [recall.reference],
      },
    ]
  })
}

const stuckItem = (letter: StuckLetter): CollectionItem => ({
  title: `${letterKindWords[letter.kind]} to ${letter.facilityName}`,
  href: `/letters/stuck#letter-${letter.letterId}`,
  tags: [
    renderTag('Stuck: tell them another way', 'urgent'),
    letter.waiver !== undefined && renderTag('Waiver proposed', 'attention'),
  ],
  lines: [html`${letter.because}. Queued ${renderTime(letter.queuedAt)}`],
})

const surfacedItem = (task: TaskView, now: string): CollectionItem => ({
  title: `A unit at ${task.facilityName} should not exist`,
  href: `/cases/${task.caseId}#tasks`,
  tags: [renderTag(`Look into it now: raised ${distance(task.raisedAt, now)}`, 'urgent')],
  lines: [`Because: ${task.because}`],
})

const taskItem = (task: TaskView, now: string): CollectionItem => ({
  title: `Phone ${task.facilityName}`,
  href: `/cases/${task.caseId}#tasks`,
  tags: [renderTag(`Raised ${distance(task.raisedAt, now)}`, 'attention')],
  lines: [`Because: ${task.because}`],
})

function recallItems(
  recalls: readonly RecallSummary[],
  cases: readonly CaseSummary[],
  now: string,
): readonly CollectionItem[] {
  return recalls
    .map((recall) => {
      const own = concerned(cases.filter((on) => on.recallId === recall.recallId))
      return {
        recall,
        own,
        overdue: own.filter((on) => isOverdue(on, now)).length,
        silent: own.filter(isSilent).length,
      }
    })
    .toSorted((a, b) => b.overdue - a.overdue || b.silent - a.silent)
    .map(({ recall, own, overdue, silent }) => ({
      title: recall.title,
      href: `/recalls/${recall.recallId}`,
      tags: [
        classTag(recall.recallClass),
        overdue > 0 && renderTag(`${overdue} overdue`, 'urgent'),
        silent > 0
          ? renderTag(`${silent} silent`, 'attention')
          : own.length > 0 && renderTag('All have replied', 'good'),
      ],
      lines: [
        `${recall.reference}, revision ${recall.revision}`,
        `${plural(own.length, 'facility', 'facilities')}: ${own.filter((on) => on.evidence.letterAccepted).length} with a letter accepted, ${own.filter((on) => on.evidence.received).length} with a reply, ${own.filter((on) => on.evidence.assessed).length} assessed, ${own.filter((on) => on.evidence.acted).length} acted`,
      ],
    }))
}
