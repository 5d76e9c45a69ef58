import {
  type Contact,
  contactSchema,
  type Facility,
  facilitySchema,
} from '@recallwire/domain/directory/facility.ts'
import { directoryIdOf, recallIdOf } from '@recallwire/domain/ids.ts'
import { type Notice, noticeSchema, type Revision, revisionSchema } from '@recallwire/domain/notice/notice.ts'

/** An invented recall of infusion pumps: serials listed, software to be checked, one lot of tubing. */
export const firmOrganisationId = directoryIdOf('organisation', 'test', 'northfield')
export const organisationId = directoryIdOf('organisation', 'test', 'lakeside')
export const facilityId = directoryIdOf('facility', organisationId, 'main')
export const firmName = 'Northfield Medical, Inc.'
export const reference = 'FA-2025-019'
export const recallId = recallIdOf(firmOrganisationId, reference)
export const publishedAt = '2025-06-20T14:00:00.000Z'

export const facility: Facility = facilitySchema.parse({
  facilityId,
  organisationId,
  code: 'main',
  name: 'Lakeside General Hospital',
  address: { street: '1 Shore Road', city: 'Lakeside', region: 'IL', postalCode: '60099', country: 'US' },
  timeZone: 'America/Chicago',
  provisional: false,
  createdAt: '2025-01-07T09:00:00.000Z',
})

const contactOf = (role: Contact['role'], name: string, email: string): Contact =>
  contactSchema.parse({
    facilityId,
    organisationId,
    contactId: directoryIdOf('contact', facilityId, email),
    role,
    name,
    email,
    suppliedBy: 'facility',
    createdAt: '2025-01-07T09:00:00.000Z',
  })

export const coordinator = contactOf('recall-coordinator', 'Dana Whitfield', 'recalls@lakeside.example.org')
export const engineer = contactOf('biomedical-engineering', 'Ruben Salas', 'biomed@lakeside.example.org')

export const revision: Revision = revisionSchema.parse({
  revision: 1,
  materialRevision: 1,
  kind: 'initial',
  changed: [],
  draftedBy: 'editor',
  approvedBy: 'approver',
  publishedAt,
  content: {
    title: 'Meridian infusion pumps with the wrong software',
    action: 'removal',
    recallClass: null,
    sourceStatus: 'notice',
    initiatedOn: '2025-06-20',
    reason: 'A wrong version of the software may be installed on pumps that came back from service.',
    hazard:
      'Therapy may be delayed or interrupted, or too much or too little of a drug may be given. With drugs that sustain life this can cause serious harm or death.',
    injuries: { serious: 0, deaths: 0 },
    instructions: [
      'Find the pumps listed here. The serial number is on the label on the bottom of the pump.',
      'Take them out of use at once and keep them apart from other pumps.',
      'Switch each pump on and write down the software version that the start screen shows.',
      'Call the firm to arrange service for pumps with the wrong software.',
      'Reply to this letter, even if you hold none of these pumps.',
    ],
    products: [
      {
        productId: 'M6',
        name: 'Meridian M6 infusion pump',
        manufacturer: 'Northfield Medical',
        refs: ['NF-M6'],
        dis: ['00860001234510'],
        units: { serials: ['765201', '765388', '770412'] },
        verbatim: 'Meridian M6: serial numbers 765201, 765388, 770412.',
      },
      {
        productId: 'TS',
        name: 'Meridian tubing set',
        manufacturer: 'Northfield Medical',
        refs: ['NF-TS'],
        dis: ['00860001234688'],
        units: { lots: ['L2207'] },
        verbatim: 'Meridian tubing set: lot L2207.',
      },
    ],
    checks: [
      {
        checkId: 'm6-software',
        productId: 'M6',
        kind: 'software-version',
        question: 'Which software version does the start screen show? It must begin with 6.',
        passes: { startsWith: '6' },
        whenPassed: 'The pump may be used again.',
        whenFailed: 'Keep the pump out of use and call the firm to arrange service.',
      },
    ],
    contact: {
      name: 'Northfield recall desk',
      phone: '800-555-0142',
      email: 'recall-desk@northfield.example.com',
      hours: 'Monday to Friday, 7 am to 7 pm Central',
    },
    sources: [
      {
        title: 'Letter to customers',
        publisher: firmName,
        rank: 1,
        text: 'Meridian M6: serial numbers 765201, 765388, 770412.',
      },
    ],
  },
})

export const notice: Notice = noticeSchema.parse({
  recallId,
  firmOrganisationId,
  reference,
  aliases: [],
  status: 'published',
  revisions: [revision],
})
