import { noticeAnswerSchema, type Reach, reachSchema } from '@recallwire/domain/views/recall-view.ts'
import type { CannedApi } from './canned-api.ts'
import {
  caseSummary,
  caseView,
  clinicId,
  dealerId,
  eastCaseId,
  eastId,
  hospitalId,
  westId,
} from './sample-cases.ts'
import { gapReport, gapSummary } from './sample-gaps.ts'
import { noParked } from './sample-parked.ts'
import { recallId, recallView } from './sample-recall.ts'

const createdAt = '2031-01-01T00:00:00.000Z'

const facilityOf = (facilityId: string, code: string, name: string, organisationId: string) => ({
  facilityId,
  organisationId,
  code,
  name,
  address: { street: '1 Main Street', city: 'Eastfield', region: 'IL', postalCode: '60601', country: 'US' },
  timeZone: 'America/Chicago',
  provisional: false,
  createdAt,
})

export const east = facilityOf(eastId, 'EAST', 'Eastfield Hospital', hospitalId)
const west = facilityOf(westId, 'WEST', 'Westfield Clinic', hospitalId)
export const depot = facilityOf(clinicId, 'DEPOT', 'Example Depot', dealerId)

const reach: Reach = reachSchema.parse({
  recallId,
  affected: 2,
  possible: 1,
  outside: 40,
  facilities: [
    {
      facilityId: eastId,
      name: 'Eastfield Hospital',
      city: 'Eastfield',
      addressed: true,
      affected: 2,
      possible: 1,
      contacts: 2,
      usable: 2,
      grade: 'A',
    },
    {
      facilityId: westId,
      name: 'Westfield Clinic',
      city: 'Westfield',
      addressed: true,
      affected: 0,
      possible: 0,
      contacts: 1,
      usable: 0,
      grade: 'E',
    },
  ],
  unknownAccounts: ['100-404'],
})

export const published = noticeAnswerSchema.parse({
  recallId,
  status: 'published',
  revision: 1,
  waiting: 'nothing',
})

/** One recall, published, at one facility that has not replied. */
export function serveSample(api: CannedApi): void {
  api.on('GET /v1/attachments', { body: [] })
  api.on('GET /v1/recalls', { body: [summaryOf()] })
  api.on(`GET /v1/recalls/${recallId}`, { body: recallView() })
  api.on(`GET /v1/recalls/${recallId}/cases`, { body: [caseSummary()] })
  api.on(`GET /v1/recalls/${recallId}/matches`, {
    body: { counts: { affected: 2, possible: 1, outside: 40 }, items: [] },
  })
  api.on(`GET /v1/recalls/${recallId}/timeline`, { body: [] })
  api.on(`GET /v1/recalls/${recallId}/gaps`, { body: gapReport() })
  api.on('GET /v1/gaps', { body: gapSummary() })
  api.on('GET /v1/parked', { body: noParked })
  api.on('GET /v1/parked/redrives', { body: [] })
  api.on('GET /v1/cases', { body: [caseSummary()] })
  api.on(`GET /v1/cases/${eastCaseId}`, { body: caseView() })
  api.on('GET /v1/tasks', { body: [] })
  api.on('GET /v1/letters/stuck', { body: [] })
  api.on('GET /v1/facilities', { body: [east, west] })
  api.on('GET /v1/contact-health', { body: [healthOf(eastId, 'A'), healthOf(westId, 'E')] })
  api.on(`GET /v1/facilities/${eastId}/contact-health`, { body: healthOf(eastId, 'A') })
  api.on('GET /v1/organisations', { body: [] })
  api.on(`GET /v1/notices/${recallId}/reach`, { body: reach })
}

/** What a list tells of the sample recall. */
export function summaryOf() {
  const {
    content: _content,
    revisions: _revisions,
    draft: _draft,
    closing: _closing,
    ...summary
  } = recallView()
  return summary
}

const healthOf = (facilityId: string, grade: 'A' | 'E') => ({
  facilityId,
  grade,
  contacts: 2,
  usable: grade === 'A' ? 2 : 0,
  verified: 0,
  reasons: grade === 'A' ? [] : [{ reason: 'no-usable-contact', count: 2 }],
})
