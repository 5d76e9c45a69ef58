import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { newestRevision } from '@recallwire/domain/notice/notice.ts'
import { joinSources, newestByRecord, type SourceVersion } from '@recallwire/domain/sources/join-sources.ts'
import { fieldsOfNotice } from '@recallwire/domain/sources/notice-fields.ts'
import type { Proposal } from '@recallwire/domain/sources/proposal.ts'
import { proposeNotice } from '@recallwire/domain/sources/propose-notice.ts'
import { proposeRevision } from '@recallwire/domain/sources/propose-revision.ts'
import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import { recordKeyOf } from '@recallwire/domain/sources/source-record.ts'
import type { SourceSummary, SourceView } from '@recallwire/domain/views/source-view.ts'

/** Records with the recall they belong to, and all records of that recall: it may have several events. */
export type SourceContext = {
  readonly sources: RecallSources
  readonly notice: Notice | undefined
  readonly ofRecall: readonly SourceVersion[]
}

/** Out of what an event comes to, with whose word each value is. Computed anew each time: nothing of it is stored. */
export function renderSource(context: SourceContext): SourceView {
  const { sources, notice } = context
  const content = notice === undefined ? undefined : (newestRevision(notice) ?? notice.draft)?.content
  const { fields, products } = joinSources(
    sources.versions,
    content === undefined ? {} : fieldsOfNotice(content),
  )
  const newest = newestByRecord(sources.versions)
  return {
    ...renderSourceSummary(context),
    fields,
    products: products.map((product) => ({ ...product })),
    history: sources.versions.map(({ record, importedAt }) => ({
      source: record.source,
      recallNumber: record.recallNumber,
      importedAt,
      ...(record.asOf === undefined ? {} : { asOf: record.asOf }),
      hash: record.hash,
      newest: newest.get(recordKeyOf(record)) === record,
      problems: record.problems,
    })),
    proposal: proposalOf(context),
  }
}

export function renderSourceSummary(context: SourceContext): SourceSummary {
  const { sources } = context
  const { eventId, recallNumbers, fields, products } = joinSources(sources.versions)
  const product = products[0]?.fields.productDescription?.value
  return {
    sourceId: sources.sourceId,
    ...(eventId === undefined ? {} : { eventId }),
    recallNumbers: [...recallNumbers],
    ...(fields.firmName === undefined ? {} : { firmName: fields.firmName.value }),
    ...(product === undefined ? {} : { product }),
    ...(fields.recallClass === undefined ? {} : { recallClass: fields.recallClass.value }),
    ...(fields.status === undefined ? {} : { status: fields.status.value }),
    records: newestByRecord(sources.versions).size,
    versions: sources.versions.length,
    ...(sources.recallId === undefined ? {} : { recallId: sources.recallId }),
    proposes: proposalOf(context).kind,
    firstImportedAt: sources.firstImportedAt,
    changedAt: sources.changedAt,
  }
}

/** A draft while the records belong to no recall; what they would change once they do. */
export const proposalOf = ({ sources, notice, ofRecall }: SourceContext): Proposal =>
  notice === undefined ? proposeNotice(sources.versions) : proposeRevision(notice, ofRecall)
