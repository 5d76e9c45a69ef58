import { expect, test } from 'vitest'
import {
  at,
  facilityId,
  firmOrganisationId,
  organisationId,
  recallId,
} from '../casework/case.test-support.ts'
import type { CaseEvent } from '../casework/case-event.ts'
import type { RecallEvent } from '../events/envelope.ts'
import type { LetterEvent } from '../letter/letter-event.ts'
import { eventSentence } from './event-sentence.ts'
import { eventOf } from './report.test-support.ts'

const id = (letter: string) => letter.repeat(26)
const place = { caseId: id('c'), recallId, facilityId, organisationId }
const recall = { recallId, firmOrganisationId, firmName: 'Northwind', reference: 'FA-1' }
const review = { reviewId: id('v'), organisationId: firmOrganisationId, textHash: 'a'.repeat(64) }
const ofCase = (event: CaseEvent) => eventOf('recallwire.case-changed.v1', at(0), { ...place, event })
const ofLetter = (event: LetterEvent) =>
  eventOf('recallwire.letter-changed.v1', at(0), { ...place, letterId: id('l'), event })

test.each<[RecallEvent, string]>([
  [
    eventOf('recallwire.closing-asked.v1', at(0), {
      ...recall,
      closing: { outcome: 'withdrawn', reason: 'Sent in error.', askedBy: 'editor', askedAt: at(0) },
    }),
    'Someone of the firm asked that the recall be withdrawn.',
  ],
  [
    eventOf('recallwire.source-attached.v1', at(0), {
      ...recall,
      sourceId: id('s'),
      aliases: ['Z-9001-2025', 'RES 99101'],
    }),
    'A regulator’s records were attached (Z-9001-2025, RES 99101): they change nothing by themselves.',
  ],
  [
    eventOf('recallwire.source-recorded.v1', at(0), {
      sourceId: id('s'),
      organisationId,
      records: [{ source: 'openfda-recall', recallNumber: 'Z-9001-2025', hash: 'c' }],
    }),
    '1 record of a regulator was imported.',
  ],
  [
    eventOf('recallwire.matching-completed.v1', at(0), {
      recallId,
      revision: 2,
      facilities: 1,
      affected: 3,
      possible: 1,
      outside: 0,
    }),
    'Matching of revision 2 is complete: 3 affected, 1 possible, 0 outside, at 1 facility.',
  ],
  [
    eventOf('recallwire.devices-imported.v1', at(0), {
      importId: id('i'),
      organisationId,
      accepted: 1,
      refused: 2,
      digest: 'd',
    }),
    'An inventory was imported: 1 row accepted, 2 refused.',
  ],
  [
    eventOf('recallwire.catalogue-imported.v1', at(0), {
      importId: id('i'),
      records: 4_000,
      refused: 1,
      digest: 'd',
    }),
    'The device catalogue was imported: 4000 records read, 1 refused.',
  ],
  [
    eventOf('recallwire.access-denied.v1', at(0), { action: 'notice.approve', route: 'POST /v1/notices' }),
    'Someone was refused (notice.approve).',
  ],
  [
    eventOf('recallwire.directory-changed.v1', at(0), {
      subject: 'contact',
      subjectId: id('k'),
      organisationId,
      change: 'changed',
      commitment: 'c',
    }),
    'A contact of the directory was changed.',
  ],
  [
    eventOf('recallwire.contact-changed.v1', at(0), {
      contactId: id('k'),
      facilityId: id('f'),
      organisationId,
      event: { kind: 'VerificationAsked', letterId: id('l'), at: at(0) },
    }),
    'A contact of a facility was asked whether its address is right.',
  ],
  [answered(true), 'A contact of a facility was verified: its reader confirmed the address.'],
  [answered(false), 'The reader of an address said that letters to the facility are none of his business.'],
  [
    eventOf('recallwire.inventory-read.v1', at(0), { organisationId, reason: 'audit 12', rows: 40 }),
    'A regulator read 40 rows of inventory: audit 12',
  ],
  [
    eventOf('recallwire.review-opened.v1', at(0), {
      ...review,
      title: 'Letter of June',
      source: 'mail',
      characters: 9,
    }),
    'The text of "Letter of June" waits for a person to confirm which units it covers.',
  ],
  [
    eventOf('recallwire.review-confirmed.v1', at(0), {
      ...review,
      products: [],
      changes: { added: [{ productId: 'P1', of: 'lot', value: 'A2' }], removed: [], restructured: [] },
    }),
    'Someone of the firm confirmed what a text covers: 0 products; 1 value added to what had been read, 0 removed.',
  ],
  [
    eventOf('recallwire.review-confirmed.v1', at(0), {
      ...review,
      products: [],
      changes: { added: [], removed: [], restructured: [] },
    }),
    'Someone of the firm confirmed what a text covers: 0 products; as it had been read.',
  ],
  [
    eventOf('recallwire.review-dismissed.v1', at(0), {
      ...review,
      because: 'superseded',
      reason: 'Revision 2 lists the units.',
    }),
    'The review of a text was ended without a reading: Revision 2 lists the units.',
  ],
  [
    ofCase({ kind: 'NoticeRevised', revision: 2, materialRevision: 1, changed: [], recallClass: 'I' }),
    'Revision 2 of the notice reached the case: nothing the facility must be told.',
  ],
  [
    ofCase({ kind: 'LocationQuestioned', custodyId: id('u'), at: at(0) }),
    'A unit was reported elsewhere: the facility is asked to confirm it.',
  ],
  [
    ofCase({ kind: 'CaseClosed', outcome: 'terminated', at: at(0) }),
    'The case was closed: the recall was terminated.',
  ],
  [
    ofCase({ kind: 'PhoneTaskDone', taskId: id('t'), at: at(0), outcome: 'no-answer', by: 'editor' }),
    'The firm recorded what came of it: no answer.',
  ],
  [
    ofLetter({
      kind: 'LetterSent',
      attempt: 2,
      acceptedAt: at(0),
      providerId: 'p',
      mimeHash: 'h',
      possibleRepeat: true,
    }),
    'The mail service accepted the letter; it may be a repeat.',
  ],
  [
    ofLetter({ kind: 'LetterUnclear', attempt: 1, because: 'the connection closed' }),
    'What became of attempt 1 is not known: the connection closed.',
  ],
  [
    ofLetter({ kind: 'LetterStuck', because: 'address refused' }),
    'The letter is stuck and needs a person: address refused.',
  ],
  [ofLetter({ kind: 'WrongCodes', count: 10 }), "10 wrong codes were typed into the letter's link."],
])('%# is told as a sentence', (event, sentence) => {
  expect(eventSentence(event)).toBe(sentence)
})

function answered(confirmed: boolean) {
  return eventOf('recallwire.contact-changed.v1', at(0), {
    contactId: id('k'),
    facilityId: id('f'),
    organisationId,
    event: {
      kind: 'VerificationAnswered',
      letterId: id('l'),
      at: at(0),
      confirmed,
      personalRef: id('p'),
      commitment: 'c',
    },
  })
}
