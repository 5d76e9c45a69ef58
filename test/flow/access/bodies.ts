import type { Actor } from '@recallwire/domain/access/actor.ts'
import { renderInventoryCsv } from '@recallwire/infra-embedded/demonstration/inventory-file.ts'
import { noticeOf } from './strangers.ts'
import { type Target, textOf } from './targets.ts'

type BodyOf = (target: Target, actor: Actor, nth: number) => unknown

const observedAt = '2025-06-02T06:00:00.000Z'
const pump = { di: '00085412091570', location: 'Ward 1' }
const address = { street: '1 New Street', city: 'Newtown', region: 'IL', postalCode: '60000', country: 'US' }

/**
 * A body every schema accepts, so that what is answered is about access and not about the body. A POST that is not here fails
 * the test.
 */
export const bodies: Readonly<Record<string, BodyOf>> = {
  '/v1/organisations': (_, __, nth) => ({
    organisation: { kind: 'provider', name: `Clinic ${nth}`, labellerPrefixes: [] },
    firstPerson: { name: 'First Person', role: 'facility-manager' },
  }),
  '/v1/people': (_, { role }, nth) => ({ name: `Person ${nth}`, role }),
  '/v1/keys': ({ personId }) => ({ personId, kind: 'sign-in-link' }),
  '/v1/sign-ins': () => ({ link: 'of-nobody' }),
  '/v1/facilities': (_, __, nth) => ({
    code: `SITE-${nth}`,
    name: `Site ${nth}`,
    address,
    timeZone: 'America/Chicago',
  }),
  '/v1/contacts': ({ facilityId }, _, nth) => ({
    facilityId,
    role: 'executive',
    name: 'Ada Moreau',
    email: `executive-${nth}@northmere.example.org`,
  }),
  '/v1/contacts/:contactId/verification': () => ({}),
  '/v1/consignees': (_, __, nth) => [
    { accountNumber: `A-${nth}`, name: `Account ${nth}`, address, timeZone: 'America/Chicago' },
  ],
  '/v1/notices': (_, __, nth) => ({ reference: `ACCESS-${nth}`, content: noticeOf('9990003') }),
  '/v1/attachments': () => '%PDF-1.7 %%EOF',
  '/v1/notices/:recallId/approve': () => ({}),
  '/v1/sources/openfda': (_, __, nth) => ({
    recall_number: `Z-${10_000 + nth}-2025`,
    event_id: `${nth}`,
    classification: 'Class II',
    recalling_firm: 'Invented Devices Inc.',
    product_description: 'Bedside pump',
  }),
  '/v1/sources/:sourceId/attach': ({ recallId }) => ({ recallId }),
  '/v1/sources/:sourceId/draft': () => ({}),
  '/v1/notices/from-review/:reviewId': (_, __, nth) => ({ reference: `REVIEW-${nth}` }),
  '/v1/notices/:recallId/revisions': () => ({ kind: 'correct', basedOn: 99, content: noticeOf('9990003') }),
  '/v1/reviews': (_, __, nth) => textOf(nth),
  '/v1/reviews/:reviewId/confirm': () => ({ asRead: true }),
  '/v1/reviews/:reviewId/dismiss': () => ({ reason: 'Another text says it.' }),
  '/v1/devices': ({ facilityId }, _, nth) => ({ ...pump, facilityId, serial: `7770${nth}`, observedAt }),
  '/v1/devices/import': ({ facilityId }, _, nth) =>
    renderInventoryCsv(facilityId, [{ ...pump, assetTag: `T-${nth}`, serial: `8880${nth}` }], observedAt),
  '/v1/imports/:importId/commit': () => ({}),
  '/v1/catalogue/import': ({ di }, _, nth) => ({
    publicDeviceRecordKey: `access-${nth}`,
    identifiers: [{ deviceId: di, deviceIdType: 'Primary', deviceIdIssuingAgency: 'GS1' }],
  }),
  '/v1/cases/:caseId/replies': ({ dutyId }, { role }) => ({
    holdsNone: false,
    dutyIds: [dutyId],
    person: { name: 'Ada Moreau', role: 'Recall coordinator' },
    statement: 'I have read and understood the notice.',
    ...(role.startsWith('manufacturer') ? { occurredAt: '2025-06-23T15:00:00.000Z' } : {}),
  }),
  '/v1/cases/:caseId/wrong-recipients': ({ letterId }, { role }) => ({
    letterId,
    person: { name: 'Ada Moreau' },
    ...(role.startsWith('manufacturer') ? { occurredAt: '2025-06-23T15:00:00.000Z' } : {}),
  }),
  '/v1/cases/:caseId/senders': (_, __, nth) => ({ senderName: 'Another Supplier', reference: `AS-${nth}` }),
  '/v1/recalls/:recallId/forwards': ({ facilityId }, _, nth) => ({
    reference: `FW-${nth}`,
    facilityIds: [facilityId],
  }),
  // What the unit is already: refused as no change, so that nothing is left waiting for the routes that decide.
  '/v1/recalls/:recallId/matches/:matchId/override': () => ({
    value: 'affected',
    reason: 'Rebuilt at the depot.',
  }),
  '/v1/recalls/:recallId/matches/:matchId/override/withdraw': () => ({ reason: 'It was another unit.' }),
  '/v1/recalls/:recallId/matches/:matchId/override/confirm': () => ({}),
  '/v1/recalls/:recallId/matches/:matchId/override/decline': () => ({}),
  '/v1/cases/:caseId/letters/:letterId/write-again': () => ({}),
  '/v1/cases/:caseId/letters/:letterId/by-phone': () => ({}),
  '/v1/cases/:caseId/letters/:letterId/waiver': () => ({ reason: 'told-by-phone' }),
  '/v1/cases/:caseId/letters/:letterId/waiver/confirm': () => ({}),
  '/v1/cases/:caseId/letters/:letterId/waiver/decline': () => ({}),
  '/v1/parked/:parkedId/redrive': () => ({}),
  '/v1/parked/redrives': ({ parkedId, otherParkedId }) => ({ parkedIds: [parkedId, otherParkedId] }),
  '/v1/parked/redrives/:bulkId/confirm': () => ({}),
  '/v1/parked/redrives/:bulkId/decline': () => ({}),
  // Named as it is: nothing changes, so that nothing moves under the routes that follow.
  '/v1/recalls/:recallId/ladders': () => ({ recallClass: 'II', ladder: null, basedOn: 0 }),
  '/v1/webhooks': ({ facilityId }) => ({ facilityId, url: 'https://127.0.0.1:9/more' }),
  // An address of this machine: refused before anything is called.
  '/v1/webhooks/:endpointId/verify': () => ({}),
  '/v1/webhooks/:endpointId/rotate': () => ({}),
  '/v1/webhooks/:endpointId/remove': () => ({}),
  '/v1/webhooks/:endpointId/deliveries/:deliveryId/resend': () => ({}),
  '/v1/cases/:caseId/tasks': () => ({ kind: 'phone', reason: 'no-answer' }),
  '/v1/cases/:caseId/tasks/:taskId/take': () => ({}),
  '/v1/cases/:caseId/tasks/:taskId/done': () => ({ outcome: 'no-answer' }),
}
