import { directoryIdOf, recallIdOf } from '@recallwire/domain/ids.ts'
import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { type RecallView, recallViewSchema } from '@recallwire/domain/views/recall-view.ts'

export const firmId = directoryIdOf('organisation', 'test', 'firm')
export const recallId = recallIdOf(firmId, 'FA-2031-007')

/** An invented pump with a serial list and a software check. */
export const content: NoticeContent = {
  title: 'Lumenta infusion pumps may run the wrong software',
  action: 'removal',
  recallClass: null,
  sourceStatus: 'early-alert',
  initiatedOn: '2031-03-03',
  reason: 'Some pumps left the factory with the software of another platform.',
  hazard: 'Therapy may be delayed, or given too fast.',
  injuries: { serious: 0, deaths: 0 },
  instructions: ['Take the listed pumps out of use.', 'Read the software version on the start-up screen.'],
  products: [
    {
      productId: 'L6',
      name: 'Lumenta 6',
      manufacturer: 'Example Devices',
      refs: ['LU-6'],
      dis: ['00850000123458'],
      units: { serials: ['700100', '700101', '700102'] },
      verbatim: 'Serial numbers 700100, 700101, 700102',
    },
  ],
  checks: [
    {
      checkId: 'software-l6',
      productId: 'L6',
      kind: 'software-version',
      question: 'Which software version does the start-up screen show?',
      passes: { startsWith: '6' },
      whenPassed: 'Return it to use.',
      whenFailed: 'Keep it apart and call for service.',
    },
  ],
  contact: { name: 'Recall desk', phone: '800-555-0142', email: 'recalls@devices.example.com' },
  sources: [
    { title: 'Letter to customers', publisher: 'Example Devices', rank: 1, text: 'The full letter.' },
    { title: 'Press article', publisher: 'Example News', rank: 2, text: 'All pumps, the article says.' },
  ],
  addressedAccounts: ['100-1', '100-2'],
  depth: 'consumer-user',
  effectivenessLevel: 'A',
}

/** The recall as the API tells it: published once, with a revision in between where `change` says so. */
export const recallView = (change: Partial<RecallView> = {}): RecallView =>
  recallViewSchema.parse({
    recallId,
    firmOrganisationId: firmId,
    firmName: 'Example Devices',
    reference: 'FA-2031-007',
    aliases: ['Z-0007-2031'],
    status: 'published',
    revision: 1,
    title: content.title,
    heading: 'URGENT: MEDICAL DEVICE RECALL',
    recallClass: content.recallClass,
    action: content.action,
    sourceStatus: content.sourceStatus,
    initiatedOn: content.initiatedOn,
    publishedAt: '2031-03-03T15:00:00.000Z',
    content,
    revisions: [
      {
        revision: 1,
        materialRevision: 1,
        kind: 'initial',
        changed: [],
        draftedBy: 'editor',
        approvedBy: 'approver',
        publishedAt: '2031-03-03T15:00:00.000Z',
      },
    ],
    ...change,
  })
