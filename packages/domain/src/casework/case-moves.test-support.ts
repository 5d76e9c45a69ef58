import { dispositions, finalDispositions } from '../device/disposition.ts'
import { addMs } from '../time.ts'
import {
  contacts,
  custodyOf,
  facility,
  firmDuty,
  judge,
  line,
  monday,
  openStory,
  organisationId,
  recall,
  reply,
  timeZone,
  unit,
} from './case.test-support.ts'
import type { Case } from './case.ts'
import type { CaseCommand } from './case-command.ts'

/** A move as numbers, so that any generator can make one: what to do, how long after the move before, and with what. */
export type Move = readonly number[]
/** How many numbers a move needs. */
export const moveLength = 12

type Known = { readonly on: Case | undefined; readonly time: string; readonly pick: Pick }
/** The next number of the move, as a choice of a list. */
type Pick = <T>(list: readonly T[]) => T

const marks = ['1001', '1002', 'L1']
const minutesBetween = [0, 1, 30, 1_440, 5_760]

function judged({ on, time, pick }: Known): CaseCommand {
  const names = pick([marks, ['1001'], ['L1'], ['1001', 'L1']])
  const units = names.map((name) =>
    unit(
      name,
      pick(['affected', 'affected', 'possible', 'outside']),
      name === 'L1' ? pick([10, 10, 6, 12]) : undefined,
    ),
  )
  return judge(units, addMs(time, 60_000), recall({ revision: on?.revision ?? 1 }))
}

function answered({ on, time, pick }: Known): CaseCommand {
  const names = pick([[], ['1001'], marks, ['L1', 'L1']])
  return reply(pick([...'abcdefgh']), {
    occurredAt: time,
    holdsNone: pick([false, false, true]),
    units: names.map((name) =>
      line(name, pick(dispositions), name === 'L1' ? { quantity: pick([3, 5, 7, 10]) } : {}),
    ),
    dutyIds: pick([[firmDuty], on?.duties.map((duty) => duty.dutyId) ?? []]),
  })
}

function revised({ on, time, pick }: Known): CaseCommand {
  const changed = pick([[], ['scope'], ['instructions', 'checks'], ['deadline']] as const)
  const revision = (on?.revision ?? 0) + 1
  const materialRevision = changed.length > 0 ? revision : (on?.materialRevision ?? 1)
  const recallClass = pick(['I', 'II', 'III', null] as const)
  return {
    kind: 'ReviseNotice',
    recall: recall({ recallClass, revision, materialRevision }),
    changed,
    tellAt: time,
    timeZone,
  }
}

function letterNews({ on, time, pick }: Known): CaseCommand {
  const letterId = pick([...(on?.letters.map((letter) => letter.letterId) ?? []), 'z'.repeat(26)])
  const kind = pick(['RecordLetterAccepted', 'RecordLetterStuck', 'AskFreshCode'] as const)
  if (kind === 'RecordLetterAccepted') return { kind, letterId, acceptedAt: time, timeZone }
  return kind === 'RecordLetterStuck' ? { kind, letterId, because: 'refused' } : { kind, letterId }
}

function other({ on, time, pick }: Known): CaseCommand {
  const sender = pick(['distributor', 'outside-letter'] as const)
  return pick<CaseCommand>([
    { kind: 'TakeDueSteps', facility: { ...facility, contacts: contacts.slice(0, pick([0, 1, 2, 3])) } },
    { kind: 'MatchingCompleted', revision: on?.revision ?? 1 },
    { kind: 'AddressFacility', recall: recall(), organisationId, tellAt: time },
    { kind: 'QuestionLocation', custodyId: custodyOf(pick(marks)) },
    {
      kind: 'NoteSurfaced',
      custodyId: custodyOf(pick(marks)),
      earlier: { disposition: pick(finalDispositions), at: monday },
      seenAt: time,
    },
    { kind: 'AddSender', duty: { kind: sender, senderName: 'Medi Supply', reference: sender } },
    { kind: 'FinishPhoneTask', taskId: on?.tasks[0]?.taskId ?? 'x', outcome: 'reached' },
  ])
}

const close = ({ pick }: Known): CaseCommand => ({
  kind: 'CloseCase',
  outcome: pick(['terminated', 'withdrawn']),
})

/** Each kind as often as it stands here; 'mail' takes what is due and has the letters accepted. */
const kinds = [
  ...Array<typeof judged>(4).fill(judged),
  ...Array<typeof judged>(4).fill(answered),
  ...Array<typeof judged>(3).fill(other),
  ...Array<typeof judged>(2).fill(letterNews),
  ...Array<typeof judged>(2).fill(revised),
  close,
  ...Array<'mail'>(8).fill('mail'),
]

/**
 * Opens a case and lives through the moves, sensible or not; `observe` sees the case before and after each. Commands that
 * are refused change nothing.
 */
export function live(
  moves: readonly Move[],
  observe: (before: Case | undefined, after: Case) => void = () => undefined,
) {
  const story = openStory()
  let time = monday
  for (const [index, move] of moves.entries()) {
    const numbers = move.values()
    const pick: Pick = (list) => {
      const chosen = list[(numbers.next().value ?? 0) % list.length]
      if (chosen === undefined) throw new Error('a move chose from an empty list')
      return chosen
    }
    time = addMs(time, pick(minutesBetween) * 60_000)
    const before = story.exists() ? story.current() : undefined
    const kind = index === 0 ? judged : pick(kinds)
    if (kind !== 'mail') story.attempt(kind({ on: before, time, pick }), time)
    else if (before) story.mail(time)
    if (story.exists()) observe(before, story.current())
  }
  return story
}
