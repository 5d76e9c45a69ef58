import type { Case, LetterKind, Reply } from '../casework/case.ts'
import type { CaseEvent } from '../casework/case-event.ts'
import { evolveCase } from '../casework/evolve-case.ts'
import type { EventData } from '../events/event-catalogue.ts'
import { type OnHand, onHandAtReply } from './on-hand.ts'
import type { RecallEntry } from './recall-entry.ts'

/** When something happened, and the ledger entry that says so. */
export type Mark = { readonly at: string; readonly seq: number }

/** One case as the ledger tells it: its state, and the entries that each kind of fact came with. */
export type CaseFile = {
  readonly state: Case
  /** Letters that ask or tell something, once the mail service took them. */
  readonly accepted: readonly Mark[]
  readonly calls: readonly Mark[]
  readonly replies: readonly Mark[]
  readonly firstReply: (Mark & { readonly reply: Reply; readonly onHand: OnHand }) | undefined
  /** Completions and reopenings in the order in which they were recorded. */
  readonly turns: readonly (Mark & { readonly done: boolean })[]
  readonly opened: Mark
  readonly judged: readonly Mark[]
  readonly discharged: readonly Mark[]
}

/** Letters that notify: a receipt, a code or a farewell asks nothing. */
const notifies: readonly LetterKind[] = ['initial', 'supplement', 'revision', 'reminder', 'escalation']

/** Reads the cases of a recall out of its entries (in ledger order). */
export function readCaseFiles(entries: readonly RecallEntry[]): readonly CaseFile[] {
  const files = new Map<string, CaseFile>()
  const sent = new Map<string, Mark>()
  for (const { seq, event } of entries) {
    if (event.type === 'recallwire.letter-changed.v1' && event.data.event.kind === 'LetterSent')
      sent.set(event.data.letterId, { at: event.data.event.acceptedAt, seq })
    if (event.type !== 'recallwire.case-changed.v1') continue
    const next = after(files.get(event.data.caseId), event.data, event.time, { at: event.occurredat, seq })
    if (next) files.set(event.data.caseId, next)
  }
  return [...files.values()]
    .map((file) => ({ ...file, accepted: acceptedOf(file, sent) }))
    .sort((a, b) => (a.state.facilityId < b.state.facilityId ? -1 : 1))
}

function after(
  file: CaseFile | undefined,
  { caseId, recallId, facilityId, event }: EventData<'recallwire.case-changed.v1'>,
  recordedAt: string,
  mark: Mark,
): CaseFile | undefined {
  if (file === undefined && event.kind !== 'CaseOpened') return undefined
  const state = evolveCase(file?.state, event, { caseId, recallId, facilityId }, recordedAt)
  const before = file ?? newFile(state, mark)
  return { ...before, state, ...noted(before, state, event, mark) }
}

function noted(file: CaseFile, state: Case, event: CaseEvent, mark: Mark): Partial<CaseFile> {
  switch (event.kind) {
    case 'UnitsJudged':
      return { judged: [...file.judged, mark] }
    case 'LetterAccepted':
      return asks(state, event.letterId)
        ? { accepted: [...file.accepted, { at: event.at, seq: mark.seq }] }
        : {}
    case 'PhoneTaskDone':
      return { calls: [...file.calls, { at: event.at, seq: mark.seq }] }
    case 'ReplyReceived': {
      const { reply } = event
      const at = { at: reply.at, seq: mark.seq }
      const firstReply = file.firstReply ?? { ...at, reply, onHand: onHandAtReply(state, reply) }
      return { replies: [...file.replies, at], firstReply }
    }
    case 'DutyDischarged':
      return { discharged: [...file.discharged, { at: event.at, seq: mark.seq }] }
    case 'CaseCompleted':
      return { turns: [...file.turns, { at: event.at, seq: mark.seq, done: true }] }
    case 'CaseReopened':
      return { turns: [...file.turns, { ...mark, done: false }] }
    default:
      return {}
  }
}

const newFile = (state: Case, opened: Mark): CaseFile => ({
  state,
  opened,
  accepted: [],
  calls: [],
  replies: [],
  firstReply: undefined,
  turns: [],
  judged: [],
  discharged: [],
})

const asks = (state: Case, letterId: string): boolean =>
  state.letters.some((letter) => letter.letterId === letterId && notifies.includes(letter.kind))

/** The letter's own record and the case's say the same: each letter counts once, by whichever is known. */
function acceptedOf(file: CaseFile, sent: ReadonlyMap<string, Mark>): readonly Mark[] {
  const unseen = file.state.letters.flatMap((letter) => {
    const mark = sent.get(letter.letterId)
    const recorded = letter.acceptedAt !== undefined || !notifies.includes(letter.kind)
    return mark === undefined || recorded ? [] : [mark]
  })
  return [...file.accepted, ...unseen]
}
