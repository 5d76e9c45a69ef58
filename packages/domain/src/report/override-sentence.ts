import type { EventOf } from '../events/envelope.ts'
import { changedWords } from '../verdict-override/decide-override.ts'
import { valueWords } from '../verdict-override/overridden-verdict.ts'
import type { Proposal } from '../verdict-override/override.ts'

type OverrideEvent =
  | EventOf<'recallwire.verdict-override-proposed.v1'>
  | EventOf<'recallwire.verdict-override-decided.v1'>
  | EventOf<'recallwire.verdict-override-lapsed.v1'>

/** What people decided of one unit's verdict, and what became of it. */
export function overrideSentence(event: OverrideEvent): string {
  switch (event.type) {
    case 'recallwire.verdict-override-proposed.v1': {
      const { proposal } = event.data
      return `Someone of ${proposal.firmName} proposed ${askedFor(proposal)}: ${proposal.reason}`
    }
    case 'recallwire.verdict-override-decided.v1': {
      const { outcome, proposal } = event.data
      if (outcome === 'declined') return `The proposal was declined: ${askedFor(proposal)}.`
      return outcome === 'confirmed'
        ? `A second person of ${proposal.firmName} confirmed ${askedFor(proposal)}: ${proposal.reason}`
        : `A second person of ${proposal.firmName} took the decision on a unit back; ${computed(proposal)}: ${proposal.reason}`
    }
    case 'recallwire.verdict-override-lapsed.v1': {
      const { value, changed, verdict } = event.data
      return `The decision that a unit is ${valueWords[value]} no longer holds, because ${changedWords(changed)} changed: it is ${valueWords[verdict.value]} (${verdict.because}).`
    }
    default:
      return event satisfies never
  }
}

const askedFor = (proposal: Proposal): string =>
  proposal.kind === 'override'
    ? `that a unit is ${valueWords[proposal.value]}, where ${computed(proposal)}`
    : `that the decision of people on a unit be taken back, where ${computed(proposal)}`

const computed = ({ basis }: Proposal): string =>
  `the notice itself makes it ${valueWords[basis.verdict.value]}`
