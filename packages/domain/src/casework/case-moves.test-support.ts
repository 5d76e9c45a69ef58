import fc from 'fast-check'
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
import { dispositions } from './unit-answer.ts'

const marks = ['1001', '1002', 'L1'] as const
const mark = fc.constantFrom(...marks)
const value = fc.constantFrom('affected', 'possible', 'outside')
const letterAt = (on: Case | undefined, index: number) =>
  on?.letters.length ? (on.letters[index % on.letters.length]?.letterId ?? '') : 'z'.repeat(26)

/** A command for whatever the case has become; `minutes` pass before it. */
export type Move = {
  readonly minutes: number
  readonly command: (on: Case | undefined, time: string) => CaseCommand | 'mail'
}
const move = (command: fc.Arbitrary<Move['command']>): fc.Arbitrary<Move> =>
  fc.record({ minutes: fc.constantFrom(0, 1, 30, 1_440, 5_760), command })

const judged = fc.array(fc.tuple(mark, value), { minLength: 1, maxLength: 3 }).map(
  (units): Move['command'] =>
    (on, time) =>
      judge(
        [...new Map(units)].map(([name, verdict]) => unit(name, verdict, name === 'L1' ? 10 : undefined)),
        addMs(time, 60_000),
        recall({ revision: on?.revision ?? 1 }),
      ),
)
const answered = fc
  .record({
    letter: fc.constantFrom(...'abcdefgh'),
    holdsNone: fc.boolean(),
    lines: fc.array(
      fc.tuple(mark, fc.constantFrom(...dispositions), fc.option(fc.integer({ min: 1, max: 10 }))),
      {
        maxLength: 3,
      },
    ),
    all: fc.boolean(),
  })
  .map(
    ({ letter, holdsNone, lines, all }): Move['command'] =>
      (on, time) =>
        reply(letter, {
          occurredAt: time,
          holdsNone,
          units: lines.map(([name, disposition, quantity]) =>
            line(name, disposition, quantity === null ? {} : { quantity }),
          ),
          dutyIds: all ? (on?.duties.map((duty) => duty.dutyId) ?? []) : [firmDuty],
        }),
  )
const revised = fc
  .record({
    recallClass: fc.constantFrom('I', 'II', 'III', null),
    changed: fc.subarray(['scope', 'instructions', 'checks', 'deadline'] as const),
  })
  .map(({ recallClass, changed }): Move['command'] => (on, time) => ({
    kind: 'ReviseNotice',
    recall: recall({
      recallClass,
      revision: (on?.revision ?? 0) + 1,
      materialRevision: changed.length > 0 ? (on?.revision ?? 0) + 1 : (on?.materialRevision ?? 1),
    }),
    changed,
    tellAt: time,
    timeZone,
  }))
const letterNews = fc
  .record({
    index: fc.nat(9),
    kind: fc.constantFrom('RecordLetterAccepted', 'RecordLetterStuck', 'AskFreshCode'),
  })
  .map(({ index, kind }): Move['command'] => (on, time) => {
    const letterId = letterAt(on, index)
    if (kind === 'RecordLetterAccepted') return { kind, letterId, acceptedAt: time, timeZone }
    return kind === 'RecordLetterStuck' ? { kind, letterId, because: 'refused' } : { kind, letterId }
  })
const simple = fc.oneof(
  fc.nat(3).map((count): Move['command'] => () => ({
    kind: 'TakeDueSteps',
    facility: { ...facility, contacts: contacts.slice(0, count) },
  })),
  fc.constant<Move['command']>((on) => ({ kind: 'MatchingCompleted', revision: on?.revision ?? 1 })),
  fc.constant<Move['command']>((_on, time) => ({
    kind: 'AddressFacility',
    recall: recall(),
    organisationId,
    tellAt: time,
  })),
  mark.map((name): Move['command'] => () => ({ kind: 'QuestionLocation', custodyId: custodyOf(name) })),
  fc.constantFrom('distributor' as const, 'outside-letter' as const).map((kind): Move['command'] => () => ({
    kind: 'AddSender',
    duty: { kind, senderName: 'Medi Supply', reference: kind },
  })),
  fc.constant<Move['command']>((on) => ({
    kind: 'FinishPhoneTask',
    taskId: on?.tasks[0]?.taskId ?? 'x',
    outcome: 'reached',
  })),
)
const close = fc
  .constantFrom('terminated' as const, 'withdrawn' as const)
  .map((outcome): Move['command'] => () => ({ kind: 'CloseCase', outcome }))
/** A case that is opened, and up to forty moves of every kind after it, sensible or not. */
export const moves = fc
  .tuple(
    move(judged),
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: move(judged) },
        { weight: 4, arbitrary: move(answered) },
        { weight: 8, arbitrary: move(fc.constant<Move['command']>(() => 'mail')) },
        { weight: 3, arbitrary: move(simple) },
        { weight: 2, arbitrary: move(letterNews) },
        { weight: 2, arbitrary: move(revised) },
        { weight: 1, arbitrary: move(close) },
      ),
      { maxLength: 40, size: 'max' },
    ),
  )
  .map(([first, rest]) => [first, ...rest])

/** Lives through the moves; `observe` sees the case before and after each. */
export function live(
  all: readonly Move[],
  observe: (before: Case | undefined, after: Case) => void = () => undefined,
) {
  const story = openStory()
  let time = monday
  for (const { minutes, command } of all) {
    time = addMs(time, minutes * 60_000)
    const before = story.exists() ? story.current() : undefined
    const next = command(before, time)
    if (next !== 'mail') story.attempt(next, time)
    else if (before) story.mail(time)
    if (story.exists()) observe(before, story.current())
  }
  return story
}
