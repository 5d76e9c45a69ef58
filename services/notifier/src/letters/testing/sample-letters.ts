import type { Case } from '@recallwire/domain/casework/case.ts'
import type { Revision } from '@recallwire/domain/notice/notice.ts'
import type { LetterInput } from '../letter-input.ts'
import {
  after,
  facilityFacts,
  judged,
  latePump,
  newestPlan,
  pump,
  recallFacts,
  secondPump,
  told,
  tubing,
  unreadPump,
  withInitialLetter,
} from './sample-case.ts'
import {
  coordinator,
  engineer,
  facility,
  firmName,
  organisationId,
  publishedAt,
  revision,
} from './sample-recall.ts'

export const friday = '2025-06-20T15:00:00.000Z'
export const monday = '2025-06-23T22:00:00.000Z'
const wednesday = '2025-06-25T22:00:00.000Z'

const replyAccess = {
  url: `https://recalls.example.org/r/r1.${'h'.repeat(43)}.${'m'.repeat(22)}`,
  code: '482913',
  expiresAt: '2025-07-20T14:00:00.000Z',
}

export const letterOf = (on: Case, now: string, more: Partial<LetterInput> = {}): LetterInput => ({
  plan: newestPlan(on),
  on,
  revision,
  facility,
  contact: coordinator,
  firmName,
  publicUrl: 'https://recalls.example.org',
  now,
  reply: replyAccess,
  possibleRepeat: false,
  ...more,
})

const distributor = {
  kind: 'AddSender',
  duty: {
    kind: 'distributor',
    senderName: 'Prairie Supply Co.',
    reference: 'PS-8841',
    coverNote: 'Your account 20417. Our driver collects on Thursday.',
  },
} as const

const outside = (unit: typeof pump) => ({
  ...unit,
  verdict: {
    ...unit.verdict,
    value: 'outside' as const,
    because: `serial ${unit.facts.serial} is not on the notice's list of 2`,
  },
})

const replied = (on: Case, at: string): Case => {
  const duties = on.duties.map((duty) => duty.dutyId)
  return after(
    on,
    {
      kind: 'SubmitReply',
      replyId: 'a'.repeat(26),
      channel: 'link',
      letterId: newestPlan(on).letterId,
      occurredAt: at,
      holdsNone: false,
      units: [
        { custodyId: pump.custodyId, disposition: 'isolated', softwareVersion: '5.02.1' },
        { custodyId: secondPump.custodyId, disposition: 'found', softwareVersion: '6.04' },
        { custodyId: tubing.custodyId, disposition: 'used', quantity: 12 },
        { custodyId: tubing.custodyId, disposition: 'returned', quantity: 28 },
      ],
      dutyIds: duties,
      personalRef: 'b'.repeat(26),
      commitment: 'c'.repeat(64),
      statementHash: 'd'.repeat(64),
      checks: revision.content.checks,
    },
    at,
  )
}

const receiptOf = (on: Case, at: string): LetterInput => {
  const [duty, reply] = [on.duties[0], on.replies[0]]
  if (duty === undefined || reply === undefined) throw new Error('no reply')
  return letterOf(on, at, {
    reply: undefined,
    receipt: { duty, reply, person: { name: 'Dana Whitfield', role: 'Recall coordinator' } },
  })
}

const revised: Revision = {
  ...revision,
  revision: 2,
  materialRevision: 2,
  kind: 'expand',
  changed: ['scope', 'deadline'],
}

/** One letter of each kind, each from a case that came to it by its own rules. */
export const letters: Readonly<Record<string, () => LetterInput>> = {
  initial: () =>
    letterOf(told(judged(undefined, [pump, secondPump, tubing, unreadPump]), publishedAt), friday),
  'initial-none-held': () =>
    letterOf(
      told(
        after(
          undefined,
          { kind: 'AddressFacility', recall: recallFacts, organisationId, tellAt: publishedAt },
          publishedAt,
        ),
        publishedAt,
      ),
      friday,
      { possibleRepeat: true },
    ),
  supplement: () => {
    const questioned = after(
      after(judged(withInitialLetter(), [latePump], friday), distributor, friday),
      { kind: 'QuestionLocation', custodyId: pump.custodyId },
      friday,
    )
    return letterOf(told(questioned, friday), friday)
  },
  revision: () => {
    const recall = { ...recallFacts, revision: 2, materialRevision: 2 }
    const on = after(
      judged(withInitialLetter(), [outside(secondPump), latePump], friday),
      {
        kind: 'ReviseNotice',
        recall,
        changed: ['scope', 'deadline'],
        tellAt: friday,
        timeZone: facility.timeZone,
      },
      friday,
    )
    return letterOf(told(on, friday), friday, { revision: revised })
  },
  'stand-down': () =>
    letterOf(told(judged(withInitialLetter([pump]), [outside(pump)], monday), monday), monday, {
      reply: undefined,
    }),
  reminder: () => letterOf(told(withInitialLetter(), monday), monday),
  escalation: () => letterOf(told(withInitialLetter(), wednesday), wednesday, { contact: engineer }),
  receipt: () => receiptOf(replied(withInitialLetter(), monday), monday),
  'fresh-code': () => {
    const on = withInitialLetter()
    return letterOf(after(on, { kind: 'AskFreshCode', letterId: newestPlan(on).letterId }, friday), friday)
  },
  'wrong-recipient': () => {
    const on = withInitialLetter()
    const letterId = newestPlan(on).letterId
    const then = after(
      on,
      {
        kind: 'NameWrongRecipient',
        reportId: 'e'.repeat(26),
        channel: 'link',
        letterId,
        occurredAt: friday,
        personalRef: 'e'.repeat(26),
        commitment: 'c'.repeat(64),
        facility: facilityFacts,
      },
      friday,
    )
    const plan = then.letters.find(({ kind }) => kind === 'wrong-recipient')
    if (plan === undefined) throw new Error('no answer was planned')
    return letterOf(then, friday, { plan, reply: undefined })
  },
  'close-out': () =>
    letterOf(
      told(
        after(replied(withInitialLetter(), monday), { kind: 'CloseCase', outcome: 'terminated' }, wednesday),
        wednesday,
      ),
      wednesday,
      {
        reply: undefined,
      },
    ),
}
