import { addMs, type Instant } from '../time.ts'
import { type Alarm, type Overdue, toldOf } from './alarm.ts'
import { type Found, type Owed, standCustody } from './stand-custody.ts'
import type { FacilityRecord, GapRecall, OnItsWay, Standing } from './standing.ts'

/** What may still be on its way is younger (invariant I1). */
const gapAfterMs = 5 * 60_000

/** When a person is told of what is overdue: early enough that it is done before it becomes a gap. */
const alarmAfterMs = 4.5 * 60_000

/** One custody, or (without a custody id) a facility that was addressed whatever it holds. */
export type Stood = {
  readonly facilityId: string
  readonly custodyId?: string | undefined
  readonly standing: Standing
  /** There while neither a letter is accepted nor anything else has settled it, alarms aside. */
  readonly way?: OnItsWay | undefined
}

/** How everything that is owed to one facility under one recall stands at `now`. */
export function standFacility(
  record: FacilityRecord,
  recall: GapRecall,
  alarm: Alarm | undefined,
  now: Instant,
): readonly Stood[] {
  return owedAt(record).map((owed) => {
    const { custodyId } = owed
    const found = standCustody(owed, record, recall)
    const named = { facilityId: record.facilityId, ...(custodyId === undefined ? {} : { custodyId }) }
    return { ...named, ...standAt(found, toldOf(alarm, custodyId), now) }
  })
}

function owedAt({ matches, on }: FacilityRecord): readonly Owed[] {
  const matched = matches.filter(({ verdict, released }) => verdict !== 'outside' || released)
  const holdsNone = matched.every(({ released }) => released)
  return on?.addressed === true && holdsNone ? [...matched, { judgedAt: on.openedAt }] : matched
}

function standAt(
  found: Found,
  told: ReturnType<typeof toldOf>,
  now: Instant,
): Pick<Stood, 'standing' | 'way'> {
  if (found.kind === 'settled') return { standing: found.standing }
  const { way } = found
  const { until: _until, ...since } = way
  if (told !== undefined) {
    const { toldAt: at } = told
    const overdue = { since: way.since, stage: way.stage }
    return { way, standing: { kind: 'told', at, by: 'overdue', because: stageWords[way.stage], overdue } }
  }
  return {
    way,
    standing: isOlder(way, gapAfterMs, now) ? { kind: 'gap', ...since } : { kind: 'on-its-way', ...way },
  }
}

const isOlder = ({ since, until = since }: OnItsWay, ms: number, now: Instant): boolean =>
  addMs(until, ms) <= now

/** What a person is to be told of. */
export const overdueOf = (stood: readonly Stood[], now: Instant): readonly Overdue[] =>
  stood.flatMap(({ custodyId, way }) =>
    way !== undefined && isOlder(way, alarmAfterMs, now)
      ? [{ ...(custodyId === undefined ? {} : { custodyId }), since: way.since, stage: way.stage }]
      : [],
  )

/** Where a notice is, as the end of a sentence about it. */
export const stageWords: Readonly<Record<OnItsWay['stage'], string>> = {
  case: 'no case knows of it',
  letter: 'no letter is planned',
  queue: 'its letter is not queued',
  mail: 'its letter is not accepted by the mail service',
  person: 'its letter cannot be sent and nobody was asked to phone',
}
