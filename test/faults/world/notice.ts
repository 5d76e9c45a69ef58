import type { NoticeContentInput } from '@recallwire/domain/notice/notice-content.ts'
import type { WorldRecall } from './world.ts'

const classes = [null, 'I', 'II', 'III'] as const

/** An invented notice over every unit of one product; each recall has another class in its turn. */
export const noticeOf = ({ index, di, reference }: WorldRecall): NoticeContentInput => ({
  title: `Sample pumps of series ${index}: a seal may leak`,
  action: 'removal',
  recallClass: classes[index % classes.length] ?? null,
  sourceStatus: 'notice',
  initiatedOn: '2025-06-20',
  reason: 'A seal of this series may leak.',
  hazard: 'Therapy may be interrupted.',
  injuries: null,
  instructions: ['Take the units out of service.', 'Reply to this letter.'],
  products: [
    {
      productId: 'PUMP',
      name: `Sample pump, series ${index}`,
      manufacturer: 'Sample Devices',
      refs: [],
      dis: [di],
      units: { all: true },
      verbatim: `All units of UDI-DI ${di}.`,
    },
  ],
  checks: [],
  contact: {
    name: 'Sample Devices, field actions',
    phone: '800-555-0142',
    email: 'recalls@firm.example.org',
  },
  sources: [
    { title: `Notice ${reference}`, publisher: 'Sample Devices', rank: 1, text: 'All units are affected.' },
  ],
  addressedAccounts: [],
})
