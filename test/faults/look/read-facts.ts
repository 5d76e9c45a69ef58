import { parseEvent, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { countOf } from '../project-state.ts'

export type Facts = {
  /** How often each kind of fact was recorded of cases and letters. */
  readonly facts: Readonly<Record<string, number>>
  /** Letters of which the record says that they may have been sent twice. */
  readonly possibleRepeats: ReadonlySet<string>
}

/**
 * Reads the log, each event once however often it was published. Left out is what depends on the moment and not on what
 * happened: how often someone sat down to write (two reasons that come close together are told in one step, and further
 * apart in two, the second of which may find nothing left to tell), and attempts at sending before the one that counts.
 */
export async function readFacts(backEnd: Pick<BackEnd, 'log'>): Promise<Facts> {
  const seen = new Set<string>()
  const names: string[] = []
  const possibleRepeats = new Set<string>()
  for (const topic of ['case.events', 'mail.events'] as const) {
    for await (const { value } of backEnd.log.read(topic)) {
      const parsed = parseEvent(value)
      if (parsed.kind === 'problem') throw new Error(parsed.reason)
      if (seen.has(parsed.event.id)) continue
      seen.add(parsed.event.id)
      const name = factOf(parsed.event)
      if (name !== undefined) names.push(name)
      if (isPossibleRepeat(parsed.event)) possibleRepeats.add(parsed.event.subject)
    }
  }
  return { facts: countOf(names), possibleRepeats }
}

const attempts = ['LetterSending', 'LetterUnclear', 'LetterRefused']

function factOf({ type, data }: RecallEvent): string | undefined {
  if (type === 'recallwire.letter-changed.v1')
    return attempts.includes(data.event.kind) ? undefined : data.event.kind
  if (type !== 'recallwire.case-changed.v1') return type
  const { event } = data
  switch (event.kind) {
    case 'StepPlanned':
      return event.step.kind === 'tell' ? undefined : `${event.kind} ${event.step.kind}`
    case 'StepTaken':
    case 'StepCancelled':
      return event.stepId.startsWith('tell-')
        ? undefined
        : `${event.kind} ${event.stepId.replace(/^[^-]*-/, '')}`
    default:
      return event.kind
  }
}

const isPossibleRepeat = ({ type, data }: RecallEvent): boolean =>
  type === 'recallwire.letter-changed.v1' && data.event.kind === 'LetterSent' && data.event.possibleRepeat
