import { mayWait } from '../calendar/quiet-hours.ts'
import type { Case } from '../casework/case.ts'
import { phoneTaskIdOf } from '../casework/raise-task.ts'
import type { Instant } from '../time.ts'
import { type Fate, fateOf, lettersAbout } from './letters-about.ts'
import type { FacilityRecord, GapRecall, MatchedCustody, OnItsWay, Standing } from './standing.ts'

/** What is owed a letter: a custody that matched, or (without one) a facility that was addressed whatever it holds. */
export type Owed = Pick<MatchedCustody, 'judgedAt'> &
  Partial<Pick<MatchedCustody, 'custodyId' | 'verdict' | 'released'>>

/** Settled, or on its way: what age and alarms make of the latter says `stand-facility.ts`. */
export type Found =
  | { readonly kind: 'settled'; readonly standing: Standing }
  | { readonly kind: 'open'; readonly way: OnItsWay }

type Placed = { readonly owed: Owed; readonly on: Case; readonly recall: GapRecall }
/** A letter about it that was not cancelled. */
type Written = { readonly letterId: string; readonly plannedAt: Instant; readonly fate: Fate }

/** How one custody stands by what the stores say, the newest word of each included. */
export function standCustody(
  owed: Owed,
  { on, letters }: Pick<FacilityRecord, 'on' | 'letters'>,
  recall: GapRecall,
): Found {
  if (owed.released === true) return waived('people-decided')
  const isOver = recall.over ?? on?.closing?.outcome
  if (on === undefined || !isInCase(owed, on))
    return isOver === undefined ? open('case', owed.judgedAt) : waived(isOver)
  const placed = { owed, on, recall }
  const written = lettersAbout(on, owed.custodyId)
    .map((letter): Written => ({ ...letter, fate: fateOf(letter, letters) }))
    .filter(({ fate }) => fate.kind !== 'cancelled')
  if (isOver !== undefined) return notifiedBy(written) ?? waived(isOver)
  const unsaid = unsaidSince(placed, written)
  const [newest] = written
  if (unsaid !== undefined || newest === undefined) return waitForLetter(placed, unsaid ?? owed.judgedAt)
  return followLetter(placed, newest, written.slice(1))
}

/** A case that knows the unit by an older verdict has not heard the matcher's newest word. */
const isInCase = ({ custodyId, verdict }: Owed, on: Case): boolean =>
  custodyId === undefined || unitOf(on, custodyId)?.verdict.value === verdict

const unitOf = (on: Case, custodyId: string | undefined) =>
  on.units.find((unit) => unit.custodyId === custodyId)

/** Since when something is to be said that no letter says; undefined where every letter is planned. */
function unsaidSince({ owed, on, recall }: Placed, written: readonly Written[]): Instant | undefined {
  const isUntold = owed.custodyId !== undefined && unitOf(on, owed.custodyId)?.told !== owed.verdict
  // A unit that was written about before (a lot that grew) is news again since a moment that only its step tells.
  if (isUntold) return (written.length > 0 ? tellStepOf(on)?.dueAt : undefined) ?? owed.judgedAt
  const { revisions } = recall
  const missed = revisions.find(({ revision, changed }) => revision > on.revision && changed.some(isTold))
  if (missed !== undefined && written.length > 0) return missed.publishedAt
  if (on.untoldChanges.length === 0) return undefined
  return revisions.find(({ revision }) => revision === on.revision)?.publishedAt ?? owed.judgedAt
}

/** A changed scope shows in the verdicts of its units. */
const isTold = (part: string): boolean => part !== 'scope'

const tellStepOf = (on: Case) => on.steps.find(({ kind, state }) => kind === 'tell' && state === 'planned')

function waitForLetter({ owed, on }: Placed, since: Instant): Found {
  const step = tellStepOf(on)
  if (step === undefined && isAnswered(on, owed.custodyId)) return waived('answered')
  const task = on.tasks.find(({ kind, raisedAt }) => kind === undefined && raisedAt >= since)
  if (step === undefined && task !== undefined) {
    const { raisedAt: at, because } = task
    return { kind: 'settled', standing: { kind: 'told', at, by: 'no-contact', because } }
  }
  const until =
    mayWait(on.recallClass) && step !== undefined && step.dueAt > since ? { until: step.dueAt } : {}
  return { kind: 'open', way: { stage: 'letter', since, ...until } }
}

/** Everything there is to say is in a letter: what became of the newest decides. */
function followLetter(placed: Placed, newest: Written, earlier: readonly Written[]): Found {
  const { owed, on } = placed
  const { letterId, fate } = newest
  const since = sinceOf(owed, newest, earlier)
  switch (fate.kind) {
    case 'accepted':
      return { kind: 'settled', standing: { kind: 'notified', letterId, at: fate.at } }
    case 'under-way':
      return open(fate.stage, since, letterId)
    case 'stuck':
    case 'came-back': {
      if (isAnswered(on, owed.custodyId)) return waived('answered')
      const task = taskAbout(on, letterId, fate.since)
      if (task === undefined) return open('person', since, letterId)
      const told = {
        kind: 'told',
        at: task.raisedAt,
        by: fate.kind,
        because: fate.because,
        letterId,
      } as const
      return { kind: 'settled', standing: told }
    }
    case 'waived':
      return waived('letter-waived')
    case 'cancelled':
      return open('letter', since)
    default:
      return fate satisfies never
  }
}

/** What a person was asked to do about a letter: by its name, or (a wrong recipient has none) by when it was found out. */
function taskAbout(on: Case, letterId: string, since: Instant | undefined) {
  const taskId = phoneTaskIdOf(on.caseId, letterId)
  const named = on.tasks.find((task) => task.taskId === taskId)
  if (named !== undefined || since === undefined) return named
  return on.tasks.find(({ kind, raisedAt }) => kind === undefined && raisedAt >= since)
}

/** The verdict, unless an earlier letter had ended: then this one is owed since it was decided on. */
function sinceOf({ judgedAt }: Owed, { plannedAt }: Written, earlier: readonly Written[]): Instant {
  const ended = earlier.find(({ fate }) => fate.kind !== 'under-way')
  if (ended === undefined) return judgedAt
  return ended.fate.kind === 'accepted' && judgedAt > ended.fate.at ? judgedAt : plannedAt
}

/** The facility itself has spoken of it. */
const isAnswered = (on: Case, custodyId: string | undefined): boolean =>
  custodyId === undefined ? on.replies.length > 0 : (unitOf(on, custodyId)?.answers.length ?? 0) > 0

function notifiedBy(written: readonly Written[]): Found | undefined {
  const accepted = written.flatMap(({ letterId, fate }) =>
    fate.kind === 'accepted' ? [{ letterId, at: fate.at }] : [],
  )
  return accepted[0] && { kind: 'settled', standing: { kind: 'notified', ...accepted[0] } }
}

const open = (stage: OnItsWay['stage'], since: Instant, letterId?: string): Found => ({
  kind: 'open',
  way: { stage, since, ...(letterId === undefined ? {} : { letterId }) },
})

const waived = (because: Extract<Standing, { kind: 'waived' }>['because']): Found => ({
  kind: 'settled',
  standing: { kind: 'waived', because },
})
