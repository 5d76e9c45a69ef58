import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'

export type SourceDeps = Pick<IngestionDeps, 'backEnd' | 'clock'>

/** A recall of the firm, and its firm. */
export type OwnRecall = { readonly notice: Notice; readonly firm: Organisation }
