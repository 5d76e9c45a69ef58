import type { Actor } from '../access/actor.ts'
import { type NoticeContent, type NoticeContentInput, noticeContentSchema } from './notice-content.ts'

export const firmId = 'f'.repeat(26)

export const editor: Actor = { organisationId: firmId, role: 'manufacturer-editor', by: 'editor' }
export const approver: Actor = { organisationId: firmId, role: 'manufacturer-approver', by: 'approver' }

/** An invented notice, whole and valid: tests change the part they are about. */
export const contentWith = (change: Partial<NoticeContentInput> = {}): NoticeContent =>
  noticeContentSchema.parse({
    title: 'Bedside pump may stop without alarm',
    action: 'correction',
    recallClass: null,
    sourceStatus: 'notice',
    initiatedOn: '2025-06-02',
    reason: 'A worn latch can open.',
    hazard: 'Therapy may be interrupted.',
    injuries: { serious: 0, deaths: 0 },
    instructions: ['Take listed pumps out of service.', 'Reply to this letter.'],
    products: [
      {
        productId: 'P1',
        name: 'Bedside pump',
        manufacturer: 'Northwind Devices Inc.',
        refs: ['NW-100'],
        dis: ['09506000134352'],
        units: { serials: ['1001', '1002'] },
        verbatim: 'Serial numbers 1001 and 1002',
      },
    ],
    checks: [
      {
        checkId: 'software',
        productId: 'P1',
        kind: 'software-version',
        question: 'Which software version does the start-up screen show?',
        passes: { startsWith: '6' },
        whenPassed: 'The pump may be used again.',
        whenFailed: 'Keep the pump out of use and arrange service.',
      },
    ],
    contact: { name: 'Recall desk', phone: '800-555-0142', email: 'recalls@northwind.example.com' },
    sources: [{ title: 'Letter to customers', publisher: 'Northwind', rank: 1, text: 'Serials 1001, 1002' }],
    ...change,
  })
