import { type Notice, newestRevision } from '../notice/notice.ts'
import type { NoticeContent } from '../notice/notice-content.ts'
import { joinSources, type SourceVersion } from './join-sources.ts'
import type { OpenPoint, Proposal } from './proposal.ts'
import { classOf } from './propose-notice.ts'
import { sourceTexts } from './source-texts.ts'

const mostSources = 50

/**
 * What FDA's records would change in a published notice: its class and its standing, with their text kept among its sources
 * below the firm's own. Never its scope, its instructions or its deadline. It waits like any draft for two people.
 */
export function proposeRevision(
  notice: Notice,
  versions: readonly SourceVersion[],
): Exclude<Proposal, { kind: 'draft' }> {
  const newest = newestRevision(notice)
  const recall = joinSources(versions)
  const openPoints = pointsOn(notice, versions)
  const { recallClass, sourceStatus } = classOf(recall)
  if (newest === undefined || recallClass === null || notice.closedAt !== undefined)
    return { kind: 'nothing', openPoints }
  const { content } = newest
  const changes = [
    ...(content.recallClass === recallClass
      ? []
      : [`class: ${content.recallClass ?? 'not yet classified'} becomes ${recallClass}`]),
    ...(content.sourceStatus === sourceStatus
      ? []
      : [`standing: ${content.sourceStatus} becomes ${sourceStatus}`]),
  ]
  if (changes.length === 0) return { kind: 'nothing', openPoints }
  const sources = withTexts(content.sources, versions)
  return {
    kind: 'revision',
    revisionKind: 'reclassify',
    basedOn: newest.revision,
    content: { ...content, recallClass, sourceStatus, sources },
    changes,
    openPoints,
  }
}

/** The newest FDA texts take the place of older ones of the same record; the firm's own stay where they are. */
function withTexts(
  sources: NoticeContent['sources'],
  versions: readonly SourceVersion[],
): NoticeContent['sources'] {
  const added = sourceTexts(versions, Math.max(2, ...sources.map(({ rank }) => rank + 1)))
  const titles = new Set(added.map(({ title }) => title))
  const kept = sources.filter((source) => source.rank === 1 || !titles.has(source.title))
  const held = new Set(kept.map(({ title }) => title))
  return [...kept, ...added.filter(({ title }) => !held.has(title))].slice(0, mostSources)
}

function pointsOn(notice: Notice, versions: readonly SourceVersion[]): OpenPoint[] {
  const { fields } = joinSources(versions)
  const points: OpenPoint[] = []
  const check = (pointer: string, detail: string) => points.push({ weight: 'check', pointer, detail })
  const content = newestRevision(notice)?.content
  const ended = fields.terminatedOn?.value
  if (ended !== undefined && notice.closedAt === undefined) {
    const detail = `FDA terminated its recall on ${ended}; this recall is open until two people end it here.`
    check('/status', detail)
  }
  if (fields.recallClass?.value === 'unclassified' && content !== undefined && content.recallClass !== null)
    check('/content/recallClass', `FDA has not classified it; the notice says class ${content.recallClass}.`)
  if (notice.status === 'draft' && content === undefined)
    check('/content', 'The notice is still a draft: change the draft itself.')
  return points
}
