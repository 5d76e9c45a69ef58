import { isDeepStrictEqual } from 'node:util'
import type { TalliedMail } from '@recallwire/infra-ses/tally.ts'
import type { FaultResult } from '../fault-test.ts'
import type { Outcome } from './outcome.ts'
import { lettersIn } from './project-world.ts'

/** How many breaches of one sort are told one by one. */
const toldAtMost = 5

type Compared = Pick<
  FaultResult,
  'letters' | 'lost' | 'doubled' | 'possibleRepeats' | 'ledgerValid' | 'stateEqual' | 'breaches'
>

/**
 * What became of a disturbed run beside one that nothing disturbed: the promises, each as a count and as sentences. `apartFrom` are
 * kinds of facts that the disturbance itself takes away.
 */
export function compareOutcomes(
  calm: Outcome,
  disturbed: Outcome,
  apartFrom: readonly string[] = [],
): Compared {
  const expected = lettersIn(calm.state)
  const accepted = Map.groupBy(disturbed.tally.accepted, ({ tags }) => tags.letterId ?? '')
  const lost = [...expected.keys()].filter((letterId) => !accepted.has(letterId))
  const doubled = [...accepted].flatMap(([letterId, mails]) => unmarked(mails, disturbed, letterId))
  const strangers = [...accepted.keys()].filter((letterId) => !expected.has(letterId))
  const different = differences(calm, disturbed, apartFrom)
  const { ledgerFault, possibleRepeats, parked } = disturbed
  return {
    letters: accepted.size,
    lost: lost.length,
    doubled: doubled.length,
    possibleRepeats: possibleRepeats.size,
    ledgerValid: ledgerFault === undefined,
    stateEqual: different.length === 0,
    breaches: [
      ...some(lost.map((letterId) => `letter ${letterId} (${expected.get(letterId)}) was never accepted`)),
      ...some(
        doubled.map(({ messageId, tags }) => `letter ${tags.letterId} came twice (${messageId}) unmarked`),
      ),
      ...some(strangers.map((letterId) => `letter ${letterId} was sent, and nobody would have written it`)),
      ...some(different),
      ...(ledgerFault === undefined ? [] : [`the verifier refuses the ledger: ${ledgerFault}`]),
      ...(parked === calm.parked ? [] : [`${parked} records are parked`]),
    ],
  }
}

/** Every mail after the first has to say that it may be a repeat, to its reader and in the record. */
function unmarked(mails: readonly TalliedMail[], outcome: Outcome, letterId: string): readonly TalliedMail[] {
  const isRecorded = outcome.possibleRepeats.has(letterId)
  return mails
    .slice(1)
    .filter(({ firstLine }) => !isRecorded || !firstLine.startsWith('X-Recallwire-Possible-Repeat: yes'))
}

function differences(calm: Outcome, disturbed: Outcome, apartFrom: readonly string[]): readonly string[] {
  const references = new Set([...Object.keys(calm.state), ...Object.keys(disturbed.state)])
  const recalls = [...references]
    .filter((reference) => !isDeepStrictEqual(calm.state[reference], disturbed.state[reference]))
    .map((reference) => differenceIn(reference, calm.state[reference], disturbed.state[reference]))
  const kinds = new Set([...Object.keys(calm.facts), ...Object.keys(disturbed.facts)])
  const facts = [...kinds]
    .filter((kind) => calm.facts[kind] !== disturbed.facts[kind] && !apartFrom.includes(kind))
    .map(
      (kind) =>
        `${kind} was recorded ${disturbed.facts[kind] ?? 0} times, undisturbed ${calm.facts[kind] ?? 0}`,
    )
  return [...recalls, ...facts]
}

function differenceIn(
  reference: string,
  calm: Outcome['state'][string] | undefined,
  disturbed: Outcome['state'][string] | undefined,
): string {
  if (calm === undefined || disturbed === undefined) return `recall ${reference} is there in one run alone`
  const facilities = new Set([...Object.keys(calm.cases), ...Object.keys(disturbed.cases)])
  const found = [...facilities].find(
    (facilityId) => !isDeepStrictEqual(calm.cases[facilityId], disturbed.cases[facilityId]),
  )
  const [from, to] =
    found === undefined ? [calm.report, disturbed.report] : [calm.cases[found], disturbed.cases[found]]
  return `recall ${reference}, ${found ?? 'report'}: ${JSON.stringify(to)} instead of ${JSON.stringify(from)}`
}

const some = (sentences: readonly string[]): readonly string[] =>
  sentences.length <= toldAtMost
    ? sentences
    : [...sentences.slice(0, toldAtMost), `… and ${sentences.length - toldAtMost} more of this sort`]
