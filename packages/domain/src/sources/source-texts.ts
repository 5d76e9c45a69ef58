import type { NoticeContent } from '../notice/notice-content.ts'
import { newestByRecord, type SourceVersion } from './join-sources.ts'
import { type SourceRecord, sourceFields } from './source-record.ts'

type NoticeSource = NoticeContent['sources'][number]

const mostText = 350_000

/** The newest text of each record, as a notice keeps its sources. The first governs only where no other does. */
export function sourceTexts(versions: readonly SourceVersion[], firstRank: number): readonly NoticeSource[] {
  return [...newestByRecord(versions)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, record], index) => sourceText(record, Math.min(99, firstRank + index)))
}

function sourceText(record: SourceRecord, rank: number): NoticeSource {
  const { source, recallNumber, fields } = record
  const text = sourceFields.flatMap((field) => {
    const value = fields[field]
    return value === undefined ? [] : [`${field}: ${value}`]
  })
  const publishedOn = fields.reportedOn ?? fields.classifiedOn
  return {
    title: `openFDA device/${source === 'openfda-recall' ? 'recall' : 'enforcement'} ${recallNumber}`,
    publisher: 'U.S. Food and Drug Administration (openFDA)',
    ...(publishedOn === undefined ? {} : { publishedOn }),
    rank,
    text: text.join('\n').slice(0, mostText).toWellFormed().trim(),
  }
}
