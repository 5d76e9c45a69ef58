import type { Actor } from '../access/actor.ts'
import { contentWith } from '../notice/notice.test-support.ts'
import type { EventData, EventType } from './event-catalogue.ts'

export const id = (letter: string) => letter.repeat(26)
export const at = '2025-06-02T15:00:00.000Z'
export const actor: Actor = { organisationId: id('o'), role: 'manufacturer-approver', by: 'person' }
const hash = 'a'.repeat(64)
export const recall = {
  recallId: id('r'),
  firmOrganisationId: id('f'),
  firmName: 'Northwind',
  reference: 'FA-1',
}
const place = { recallId: id('r'), facilityId: id('s'), organisationId: id('o') }
const review = { reviewId: id('v'), organisationId: id('o'), textHash: hash }
const unit = {
  matchId: id('m'),
  custodyId: id('c'),
  unitKey: id('u'),
  facts: { di: '09506000134352', serial: '1001' },
  verdict: { value: 'affected', productId: 'P1', because: 'serial 1001 is on the list', matchedBy: 'di' },
} as const

const proposal = {
  kind: 'override',
  value: 'outside',
  reason: 'Rebuilt at the depot with the new latch.',
  firmName: 'Northwind',
  proposedBy: { by: 'editor', role: 'manufacturer-editor' },
  proposedAt: at,
  basis: { revision: 1, verdict: unit.verdict, factsHash: hash, scopeHash: hash },
} as const

/** Data of every type that travels. */
export const samples: { readonly [T in EventType]: EventData<T> } = {
  'recallwire.notice-drafted.v1': { ...recall, kind: 'initial', contentHash: hash },
  'recallwire.notice-published.v1': {
    ...recall,
    contentHash: hash,
    addressed: [{ accountNumber: 'A-1', facilityId: id('s'), organisationId: id('o') }],
    revision: {
      revision: 1,
      materialRevision: 1,
      kind: 'initial',
      changed: [],
      content: contentWith(),
      draftedBy: 'editor',
      approvedBy: 'person',
      publishedAt: at,
    },
  },
  'recallwire.closing-asked.v1': {
    ...recall,
    closing: { outcome: 'terminated', reason: 'Done.', askedBy: 'editor', askedAt: at },
  },
  'recallwire.source-attached.v1': { ...recall, sourceId: id('s'), aliases: ['Z-9001-2025'] },
  'recallwire.recall-closed.v1': { ...recall, outcome: 'withdrawn', reason: 'Sent in error.' },
  'recallwire.units-matched.v1': { ...place, revision: 1, trigger: 'notice', part: 1, of: 2, units: [unit] },
  'recallwire.matching-completed.v1': {
    recallId: id('r'),
    revision: 1,
    facilities: 1,
    affected: 1,
    possible: 0,
    outside: 0,
  },
  'recallwire.unit-reported-elsewhere.v1': { ...place, custodyId: id('c'), matchId: id('m') },
  'recallwire.review-opened.v1': {
    ...review,
    recallId: id('r'),
    productId: 'P1',
    title: 'Letter',
    source: 'Letter to customers',
    characters: 12,
  },
  'recallwire.review-confirmed.v1': {
    ...review,
    products: [
      {
        productId: 'P1',
        name: 'Pump',
        manufacturer: 'Northwind',
        refs: ['NW-1'],
        dis: [],
        units: { lots: ['A1', 'A2'] },
        verbatim: 'Lots A1, A2',
      },
    ],
    changes: { added: [{ productId: 'P1', of: 'lot', value: 'A2' }], removed: [], restructured: [] },
  },
  'recallwire.review-dismissed.v1': { ...review, because: 'person', reason: 'Another text says it.' },
  'recallwire.unit-surfaced.v1': {
    ...place,
    custodyId: id('c'),
    matchId: id('m'),
    earlier: { disposition: 'destroyed', at },
    seenAt: at,
  },
  'recallwire.verdict-override-proposed.v1': { ...place, custodyId: id('c'), matchId: id('m'), proposal },
  'recallwire.verdict-override-decided.v1': {
    ...place,
    custodyId: id('c'),
    matchId: id('m'),
    outcome: 'confirmed',
    proposal,
  },
  'recallwire.verdict-override-lapsed.v1': {
    ...place,
    custodyId: id('c'),
    matchId: id('m'),
    value: 'outside',
    decidedAt: at,
    changed: ['facts'],
    verdict: unit.verdict,
  },
  'recallwire.device-observed.v1': {
    row: 1,
    observation: {
      facilityId: id('s'),
      organisationId: id('o'),
      importId: id('i'),
      di: '09506000134352',
      serial: '1001',
      presence: 'present',
      observedAt: at,
      sourceVersion: 0,
    },
  },
  'recallwire.devices-imported.v1': {
    importId: id('i'),
    organisationId: id('o'),
    accepted: 1,
    refused: 0,
    digest: hash,
  },
  'recallwire.catalogue-imported.v1': { importId: id('i'), records: 4, refused: 0, digest: hash },
  'recallwire.case-changed.v1': {
    ...place,
    caseId: id('c'),
    event: { kind: 'UnitsJudged', revision: 1, units: [unit] },
  },
  'recallwire.letter-changed.v1': {
    ...place,
    caseId: id('c'),
    letterId: id('l'),
    event: { kind: 'LetterUnclear', attempt: 1, because: 'the connection closed' },
  },
  'recallwire.house-letter-changed.v1': {
    letterId: id('l'),
    about: 'contact',
    organisationId: id('o'),
    event: { kind: 'LetterStuck', because: 'no such address' },
  },
  'recallwire.ladder-changed.v1': {
    recallId: id('r'),
    firmOrganisationId: id('f'),
    version: 1,
    recallClass: 'II',
    ladder: { replyDue: 3, rungs: [{ kind: 'reminder', after: 2 }] },
  },
  'recallwire.webhook-endpoint-changed.v1': {
    endpointId: id('w'),
    facilityId: id('s'),
    organisationId: id('o'),
    event: { kind: 'EndpointVerified', at: '2025-06-20T14:00:00.000Z' },
  },
  'recallwire.webhook-delivery-changed.v1': {
    deliveryId: id('d'),
    endpointId: id('w'),
    caseId: id('c'),
    recallId: id('r'),
    facilityId: id('s'),
    organisationId: id('o'),
    event: {
      kind: 'WebhookExhausted',
      at: '2025-06-21T17:36:00.000Z',
      tries: 8,
      because: 'the endpoint answered 500',
    },
  },
  'recallwire.contact-changed.v1': {
    contactId: id('k'),
    facilityId: id('s'),
    organisationId: id('o'),
    event: { kind: 'VerificationAsked', letterId: id('l'), at },
  },
  'recallwire.directory-changed.v1': {
    subject: 'contact',
    subjectId: id('k'),
    organisationId: id('o'),
    change: 'added',
    commitment: hash,
  },
  'recallwire.source-recorded.v1': {
    sourceId: id('s'),
    organisationId: id('o'),
    records: [{ source: 'openfda-recall', recallNumber: 'Z-9001-2025', hash }],
  },
  'recallwire.letters-overdue.v1': {
    recallId: id('r'),
    facilityId: id('s'),
    alarmId: id('a'),
    change: 'raised',
    custodies: 2,
    stages: ['mail'],
    since: at,
  },
  'recallwire.parked-settled.v1': {
    parkedId: 'case.events.2.17',
    group: 'notifier',
    change: 'redriven',
    bulk: { bulkId: id('b'), proposedBy: 'person' },
    recallId: id('r'),
  },
  'recallwire.access-denied.v1': { action: 'notice.approve', route: 'POST /v1/notices/:id/approve' },
  'recallwire.inventory-read.v1': { organisationId: id('o'), reason: 'Audit 12', rows: 40 },
}
