import type { Case } from '@recallwire/domain/casework/case.ts'
import type { Revision } from '@recallwire/domain/notice/notice.ts'
import { describe, expect, test } from 'vitest'
import type { LetterInput } from './letter-input.ts'
import { renderLetter } from './render-letter.ts'
import {
  after,
  judged,
  latePump,
  newestPlan,
  pump,
  recallFacts,
  secondPump,
  sent,
  told,
  tubing,
  unitOf,
  withInitialLetter,
} from './testing/sample-case.ts'
import {
  coordinator,
  engineer,
  facility,
  firmName,
  organisationId,
  publishedAt,
  revision,
} from './testing/sample-recall.ts'

const friday = '2025-06-20T15:00:00.000Z'
const monday = '2025-06-23T22:00:00.000Z'
const wednesday = '2025-06-25T22:00:00.000Z'

const replyAccess = {
  url: `https://recalls.example.org/r/r1.${'h'.repeat(43)}.${'m'.repeat(22)}`,
  code: '482913',
  expiresAt: '2025-07-20T14:00:00.000Z',
}

const letterOf = (on: Case, now: string, more: Partial<LetterInput> = {}): LetterInput => ({
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
  duty: { kind: 'distributor', senderName: 'Prairie Supply Co.', reference: 'PS-8841' },
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
const letters: Readonly<Record<string, () => LetterInput>> = {
  initial: () => letterOf(told(judged(undefined, [pump, secondPump, tubing, unread()]), publishedAt), friday),
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

function unread() {
  return unitOf(
    'M6',
    { assetTag: 'BME-0398' },
    { value: 'possible', because: 'the record has no serial', missing: 'serial' },
  )
}

describe.each(Object.entries(letters))('the %s letter', (kind, input) => {
  test('reads as its golden files', async () => {
    expect(kind.startsWith(input().plan.kind)).toBe(true)
    const letter = renderLetter(input())
    await expect(`Subject: ${letter.subject}\n\n${letter.text}`).toMatchFileSnapshot(`golden/${kind}.txt`)
    await expect(letter.html).toMatchFileSnapshot(`golden/${kind}.html`)
  })

  test('keeps to 76 columns in plain text, addresses aside', () => {
    const long = renderLetter(input())
      .text.split('\n')
      .filter((line) => line.length > 76)
    expect(long.filter((line) => !line.startsWith('https://'))).toEqual([])
  })

  test('carries the code apart from the link', () => {
    const { reply, plan } = input()
    const { text, html } = renderLetter(input())
    if (reply === undefined) return expect(`${text}${html}`).not.toContain('/r/')
    expect(plan.kind === 'receipt' || text.includes(`${reply.code}`)).toBe(true)
    expect(reply.url).not.toContain(reply.code)
  })

  test('loads nothing and runs nothing', () => {
    expect(renderLetter(input()).html).not.toMatch(/<(img|script|link|iframe|form|style)\b|url\(/)
  })
})

test('a letter that may be a repeat says so before anything else', () => {
  const { text, html } = renderLetter({ ...letterOf(withInitialLetter(), friday), possibleRepeat: true })
  const repeat = 'You may have received this already; one answer is enough.'
  expect(text.startsWith(repeat)).toBe(true)
  expect(html.indexOf(repeat)).toBeLessThan(html.indexOf('URGENT: MEDICAL DEVICE RECALL</p>'))
})

test('a class III recall is not marked urgent', () => {
  const calm: Revision = { ...revision, content: { ...revision.content, recallClass: 'III' } }
  const { subject } = renderLetter(letterOf(withInitialLetter(), friday, { revision: calm }))
  expect(subject).toMatch(/^MEDICAL DEVICE RECALL — /)
})

test('two reminders are told apart by their number', () => {
  const twice = told(sent(told(withInitialLetter(), monday), monday), '2025-06-24T22:00:00.000Z')
  expect(renderLetter(letterOf(twice, monday)).subject).toMatch(/^REMINDER 2: URGENT: /)
})

test('a unit that was reported elsewhere is asked about without saying where', () => {
  const input = letters.supplement?.()
  if (input === undefined) throw new Error('no supplement')
  expect(renderLetter(input).text).toContain('This serial was reported elsewhere as well, please confirm')
})

test('markup in the words of the firm stays text', () => {
  const hostile: Revision = {
    ...revision,
    content: { ...revision.content, title: '<script>alert(1)</script>', reason: '<img src=x onerror=y>' },
  }
  const { html } = renderLetter(letterOf(withInitialLetter(), friday, { revision: hostile }))
  expect(html).not.toMatch(/<script>|<img/)
  expect(html).toContain('&lt;script&gt;')
})

test('a long list is cut and says where the rest is', () => {
  const many = Array.from({ length: 230 }, (_unit, index) =>
    unitOf('M6', { serial: `9${String(index).padStart(5, '0')}` }, { value: 'affected', because: 'listed' }),
  )
  const { text } = renderLetter(letterOf(withInitialLetter(many), friday))
  expect(text).toContain('and 30 more')
  expect(text).toContain('The reply page lists all of your units.')
})
