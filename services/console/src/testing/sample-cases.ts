import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import { caseIdOf, directoryIdOf, dutyIdOf, unitKeyOf } from '@recallwire/domain/ids.ts'
import {
  type CaseSummary,
  type CaseView,
  caseSummarySchema,
  caseViewSchema,
} from '@recallwire/domain/views/case-view.ts'
import { firmId, recallId } from './sample-recall.ts'

export const hospitalId = directoryIdOf('organisation', 'test', 'hospital')
export const dealerId = directoryIdOf('organisation', 'test', 'dealer')
export const eastId = directoryIdOf('facility', hospitalId, 'EAST')
export const westId = directoryIdOf('facility', hospitalId, 'WEST')
export const clinicId = directoryIdOf('facility', 'elsewhere', 'CLINIC')
export const eastCaseId = caseIdOf(recallId, eastId)
export const firmDutyId = dutyIdOf(eastCaseId, firmId, 'FA-2031-007')
export const dealerDutyId = dutyIdOf(eastCaseId, dealerId, 'D-55')

const unit = (
  serial: string | undefined,
  value: 'affected' | 'possible',
  more: Partial<CaseUnit> = {},
): CaseUnit => {
  const key = unitKeyOf({ product: { di: '00850000123458' }, mark: { serial: serial ?? 'none' } })
  return {
    matchId: key,
    custodyId: key,
    unitKey: key,
    facts: { di: '00850000123458', ...(serial === undefined ? { assetTag: 'EAST-9' } : { serial }) },
    verdict: {
      value,
      productId: 'L6',
      matchedBy: 'di',
      because: serial === undefined ? 'the record has no serial' : `serial ${serial} is on the notice's list`,
      ...(serial === undefined ? { missing: 'serial' } : {}),
    },
    answers: [],
    ...more,
  }
}

export const listed = unit('700100', 'affected')
export const unmarked = unit(undefined, 'possible')
export const lot: CaseUnit = {
  ...unit('lot-24', 'affected'),
  facts: { di: '00850000123458', lot: 'L24', quantity: 30 },
}

const nothing = {
  letterPlanned: true,
  letterAccepted: true,
  received: false,
  assessed: false,
  acted: false,
  discharged: false,
}

const due = {
  at: '2031-03-05T23:00:00.000Z',
  rule: 'unclassified, as class I: reply 2 business days after 2031-03-03, 17:00 America/Chicago',
  calendar: 'us-federal',
  from: '2031-03-03T16:00:00.000Z',
}

export const caseSummary = (change: Partial<CaseSummary> = {}): CaseSummary =>
  caseSummarySchema.parse({
    caseId: eastCaseId,
    recallId,
    recallTitle: 'Lumenta infusion pumps may run the wrong software',
    recallHeading: 'URGENT: MEDICAL DEVICE RECALL',
    recallClass: null,
    firmName: 'Example Devices',
    facilityId: eastId,
    facilityName: 'Eastfield Hospital',
    timeZone: 'America/Chicago',
    status: 'open',
    addressed: true,
    stoodDown: false,
    openedAt: '2031-03-03T15:01:00.000Z',
    due,
    affected: 2,
    possible: 1,
    unanswered: 3,
    openDuties: 2,
    openTasks: 1,
    surfaced: 0,
    evidence: nothing,
    ...change,
  })

export const taskId = caseIdOf('task', eastCaseId)

export const caseView = (change: Partial<CaseView> = {}): CaseView =>
  caseViewSchema.parse({
    ...caseSummary(),
    units: [listed, unmarked, lot],
    duties: [
      {
        dutyId: firmDutyId,
        kind: 'firm',
        senderOrganisationId: firmId,
        senderName: 'Example Devices',
        reference: 'FA-2031-007',
        owedSince: '2031-03-03T16:00:00.000Z',
        told: true,
      },
      {
        dutyId: dealerDutyId,
        kind: 'distributor',
        senderOrganisationId: dealerId,
        senderName: 'Example Supply',
        reference: 'D-55',
        owedSince: '2031-03-04T16:00:00.000Z',
        told: true,
      },
    ],
    steps: [
      {
        stepId: '1-reminder-1',
        kind: 'reminder',
        dueAt: '2031-03-05T23:00:00.000Z',
        rule: 'unclassified, as class I: reminder 2 business days after 2031-03-03, 17:00 America/Chicago',
        state: 'planned',
      },
    ],
    letters: [
      {
        letterId: caseIdOf('letter', eastCaseId),
        kind: 'initial',
        contactId: directoryIdOf('contact', eastId, 'coordinator'),
        materialRevision: 1,
        revision: 1,
        ordinal: 0,
        plannedAt: '2031-03-03T15:59:00.000Z',
        newUnits: [],
        releasedUnits: [],
        confirmUnits: [],
        changed: [],
        dutyIds: [firmDutyId],
        acceptedAt: '2031-03-03T16:00:00.000Z',
        state: 'sent',
      },
    ],
    replies: [],
    wrongRecipients: [],
    tasks: [{ taskId, because: 'nobody has replied', raisedAt: '2031-03-06T23:00:00.000Z' }],
    ...change,
  })
