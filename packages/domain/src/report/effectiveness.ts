import type { NoticeContent } from '../notice/notice-content.ts'
import type { RecallEntry } from './recall-entry.ts'
import type { StatusReport } from './status-report-schema.ts'

/** 21 CFR 7.42(b)(3): the part of the consignees that each level checks. B is between A and C, set case by case. */
const parts: Readonly<Record<NoticeContent['effectivenessLevel'], number | undefined>> = {
  A: 1,
  B: undefined,
  C: 0.1,
  D: 0.02,
  E: 0,
}

/** What the recall's strategy asks to be checked. A check that nobody recorded is "not recorded", never "effective". */
export function effectivenessOf(
  entries: readonly RecallEntry[],
  consignees: number,
): StatusReport['effectiveness'] {
  const published = entries.findLast(({ event }) => event.type === 'recallwire.notice-published.v1')
  if (published?.event.type !== 'recallwire.notice-published.v1') {
    const reason = 'the notice is not published, so that no level is set'
    return { sample: { kind: 'undecided', reason }, results: 'not recorded', entries: [] }
  }
  const level = published.event.data.revision.content.effectivenessLevel
  const rest = { level, results: 'not recorded' as const, entries: [published.seq] }
  const part = parts[level]
  return part === undefined
    ? { ...rest, sample: { kind: 'undecided', reason: 'level B needs a percentage above 10 and below 100' } }
    : { ...rest, sample: { kind: 'size', size: sampleSize(part, consignees), of: consignees } }
}

/** Rounded up, in whole hundredths: 10 % of 30 is 3, although 0.1 * 30 is a little more. */
const sampleSize = (part: number, consignees: number): number =>
  Math.ceil((Math.round(part * 100) * consignees) / 100)
