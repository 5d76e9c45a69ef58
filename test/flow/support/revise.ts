import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Installation } from './installation.ts'
import type { RecallRecord } from './recall-record.ts'

/** One person drafts the revision, another approves it, and everything that follows happens. */
export async function revise(
  installation: Installation,
  record: RecallRecord,
  kind: 'expand' | 'narrow' | 'reclassify' | 'correct',
  change: (content: NoticeContent) => NoticeContent,
): Promise<void> {
  const { revision, content } = await record.recall()
  const path = `/v1/notices/${record.recallId}`
  const draft = { kind, basedOn: revision, content: change(content) }
  await installation.as('Dana Whitlock').post(`${path}/revisions`, `revision-${revision + 1}`, draft)
  await installation.as('Priya Raman').post(`${path}/approve`, `approval-${revision + 1}`, {})
  await installation.pass(10_000)
}

export async function terminate(
  installation: Installation,
  record: RecallRecord,
  reason: string,
): Promise<void> {
  const path = `/v1/notices/${record.recallId}`
  await installation
    .as('Dana Whitlock')
    .post(`${path}/revisions`, 'termination', { kind: 'terminate', reason })
  await installation.as('Priya Raman').post(`${path}/approve`, 'termination-approval', {})
  await installation.pass(10_000)
}
