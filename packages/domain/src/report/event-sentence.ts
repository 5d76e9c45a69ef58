import type { ContactEvent } from '../directory/decide-standing.ts'
import type { RecallEvent } from '../events/envelope.ts'
import { stageWords } from '../gaps/stand-facility.ts'
import type { ReviewChanges } from '../review/review.ts'
import { minuteOf } from '../time.ts'
import { caseSentence, countOf, letterSentence, unitsInWords } from './case-sentence.ts'
import { overrideSentence } from './override-sentence.ts'
import { deliverySentence, endpointSentence } from './webhook-sentence.ts'

/** What happened, in one plain sentence without any personal data: events carry none. */
export function eventSentence(event: RecallEvent): string {
  switch (event.type) {
    case 'recallwire.notice-drafted.v1':
      return `A draft of the notice ${event.data.reference} was stored (${event.data.kind}).`
    case 'recallwire.notice-published.v1': {
      const { revision, recallClass } = { ...event.data.revision, ...event.data.revision.content }
      const classified = recallClass === null ? 'not classified' : `class ${recallClass}`
      return `${event.data.firmName} published revision ${revision} of ${event.data.reference} (${classified}).`
    }
    case 'recallwire.closing-asked.v1':
      return `Someone of the firm asked that the recall be ${event.data.closing.outcome}.`
    case 'recallwire.source-attached.v1':
      return `A regulator’s records were attached (${event.data.aliases.join(', ')}): they change nothing by themselves.`
    case 'recallwire.recall-closed.v1':
      return `The recall was ${event.data.outcome}: ${event.data.reason}`
    case 'recallwire.ladder-changed.v1': {
      const { recallClass, ladder, version } = event.data
      const what = ladder === null ? 'went back to the default ladder' : 'set a ladder of its own'
      return `The firm ${what} for class ${recallClass} (version ${version}).`
    }
    case 'recallwire.units-matched.v1':
      return `${unitsInWords(event.data.units.map((unit) => unit.verdict.value))} (${triggers[event.data.trigger]}).`
    case 'recallwire.matching-completed.v1': {
      const { revision, affected, possible, outside, facilities } = event.data
      const counts = `${affected} affected, ${possible} possible, ${outside} outside`
      return `Matching of revision ${revision} is complete: ${counts}, at ${countOf(facilities, 'facility', 'facilities')}.`
    }
    case 'recallwire.unit-reported-elsewhere.v1':
      return 'A unit of this facility was reported by another one.'
    case 'recallwire.review-opened.v1':
      return `The text of "${event.data.title}" waits for a person to confirm which units it covers.`
    case 'recallwire.review-confirmed.v1': {
      const { products, changes } = event.data
      const confirmed = countOf(products.length, 'product', 'products')
      return `Someone of the firm confirmed what a text covers: ${confirmed}; ${changeWords(changes)}.`
    }
    case 'recallwire.review-dismissed.v1':
      return `The review of a text was ended without a reading: ${event.data.reason}`
    case 'recallwire.unit-surfaced.v1': {
      const { earlier, seenAt } = event.data
      return `A serial that was reported ${earlier.disposition} on ${minuteOf(earlier.at)} was seen here on ${minuteOf(seenAt)}.`
    }
    case 'recallwire.verdict-override-proposed.v1':
    case 'recallwire.verdict-override-decided.v1':
    case 'recallwire.verdict-override-lapsed.v1':
      return overrideSentence(event)
    case 'recallwire.device-observed.v1':
      return event.data.observation.presence === 'removed'
        ? 'The inventory reported that a unit is gone.'
        : 'The inventory reported a unit.'
    case 'recallwire.devices-imported.v1': {
      const { accepted, refused } = event.data
      return `An inventory was imported: ${countOf(accepted, 'row', 'rows')} accepted, ${refused} refused.`
    }
    case 'recallwire.catalogue-imported.v1': {
      const { records, refused } = event.data
      return `The device catalogue was imported: ${countOf(records, 'record', 'records')} read, ${refused} refused.`
    }
    case 'recallwire.case-changed.v1':
      return caseSentence(event.data.event)
    case 'recallwire.letter-changed.v1':
      return letterSentence(event.data.event)
    case 'recallwire.house-letter-changed.v1':
      return letterSentence(event.data.event)
    case 'recallwire.webhook-endpoint-changed.v1':
      return endpointSentence(event.data.event)
    case 'recallwire.webhook-delivery-changed.v1':
      return deliverySentence(event.data.event)
    case 'recallwire.contact-changed.v1':
      return contactSentence(event.data.event)
    case 'recallwire.directory-changed.v1':
      return `A ${event.data.subject} of the directory was ${event.data.change}.`
    case 'recallwire.source-recorded.v1':
      return event.data.records.length === 1
        ? '1 record of a regulator was imported.'
        : `${event.data.records.length} records of a regulator were imported.`
    case 'recallwire.letters-overdue.v1': {
      const { change, custodies, stages, since } = event.data
      if (change === 'cleared' || since === undefined)
        return 'No letter to this facility is overdue any more.'
      const about = custodies === 0 ? '' : ` about ${countOf(custodies, 'unit', 'units')}`
      return `A person was told that a letter${about} has been owed since ${minuteOf(since)}: ${stages.map((stage) => stageWords[stage]).join('; ')}.`
    }
    case 'recallwire.parked-settled.v1': {
      const { parkedId, group, change } = event.data
      const record = `The record ${parkedId}, which ${group} could not handle,`
      return change === 'redriven'
        ? `${record} was handed on again.`
        : `${record} was erased at the end of its time.`
    }
    case 'recallwire.access-denied.v1':
      return `Someone was refused (${event.data.action}).`
    case 'recallwire.inventory-read.v1':
      return `A regulator read ${countOf(event.data.rows, 'row', 'rows')} of inventory: ${event.data.reason}`
    default:
      return event satisfies never
  }
}

function changeWords({ added, removed, restructured }: ReviewChanges): string {
  if (added.length + removed.length + restructured.length === 0) return 'as it had been read'
  return `${countOf(added.length, 'value', 'values')} added to what had been read, ${removed.length} removed`
}

function contactSentence(event: ContactEvent): string {
  switch (event.kind) {
    case 'VerificationAsked':
      return 'A contact of a facility was asked whether its address is right.'
    case 'VerificationAnswered':
      return event.confirmed
        ? 'A contact of a facility was verified: its reader confirmed the address.'
        : 'The reader of an address said that letters to the facility are none of his business.'
    default:
      return event satisfies never
  }
}

const triggers = {
  notice: 'a notice was published',
  device: 'the inventory reported it',
  answer: 'a reply told more',
  people: 'people of the firm decided',
}
