import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyMailEvent } from './apply-mail-event.ts'
import {
  cancelLetter,
  type LetterChange,
  leaseExpired,
  maxCalls,
  recordOutcome,
  renderedLetter,
  settleLetter,
  stick,
} from './decide-letter.ts'
import {
  accepted,
  claimed,
  inHand,
  now,
  queued,
  refused,
  rendered,
  sending,
  unclear,
} from './letter.test-support.ts'
import { type AnyLetter, letterSchema } from './letter.ts'
import type { MailEvent } from './mail-event.ts'

const page = readFileSync(new URL('../../sending.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\| `(\w+)` +\| ([^|]*?) *\|$/gm)].map(
  ([, from = '', what = '', to = '', events = '']) => ({
    from,
    what,
    to,
    events: [...events.matchAll(/`(\w+)`/g)].map(([, kind = '']) => kind),
  }),
)

const next = (change: LetterChange): AnyLetter => change.next
const unknown = next(recordOutcome(inHand, unclear, sending))
/** One letter in each state, tried once, so that reports of the first attempt concern it. */
const inState: Readonly<Record<AnyLetter['state'], AnyLetter>> = {
  pending: next(settleLetter(unknown, 'never-learnt', now, '')),
  sending: inHand,
  unknown,
  sent: next(recordOutcome(inHand, accepted, sending)),
  stuck: next(stick(unknown, 'nobody said')),
  cancelled: next(cancelLetter(inHand, 'the reply is in')),
}

const about = { letterId: queued.letterId, attempt: 1, providerId: 'ses-1', at: now }
const reported = (event: MailEvent) => (letter: AnyLetter) => applyMailEvent(letter, event)
const called = (letter: AnyLetter, calls: number): AnyLetter => ({ ...letter, calls })

/** What can happen to a letter, by the words of the page. */
const acts: Readonly<Record<string, (letter: AnyLetter) => LetterChange | undefined>> = {
  'a worker claims it': (letter) => ({ next: claimed(letter), events: [] }),
  'its bytes are stored': (letter) => renderedLetter(letter, rendered),
  'the look says that nobody wants it': (letter) => cancelLetter(letter, 'the reply is in'),
  'it cannot be rendered': (letter) => stick(letter, 'no address'),
  'the governor lets none leave': (letter) => settleLetter(letter, 'absent', now, ''),
  'the mail service accepts it': (letter) => recordOutcome(letter, accepted, sending),
  'it is refused for the moment': (letter) => recordOutcome(letter, refused('later'), sending),
  'it is refused for the account': (letter) => recordOutcome(letter, refused('account'), sending),
  'it is refused for itself': (letter) => recordOutcome(letter, refused('letter'), sending),
  'it is refused for the eighth time': (letter) =>
    recordOutcome(called(letter, maxCalls - 1), refused('later'), sending),
  'the answer is unclear': (letter) => recordOutcome(letter, unclear, sending),
  'the lease ends before its bytes are stored': () => leaseExpired(claimed(queued), sending),
  'the lease ends with its bytes stored': (letter) => leaseExpired(letter, sending),
  'it is looked up and there': (letter) => settleLetter(letter, 'accepted', now, 'ses-1'),
  'it is looked up and not there': (letter) => settleLetter(letter, 'absent', now, ''),
  'the window ends and nobody said': (letter) => settleLetter(letter, 'never-learnt', now, ''),
  'the window of the eighth attempt ends': (letter) =>
    settleLetter(called(letter, maxCalls), 'never-learnt', now, ''),
  'a report says that an earlier attempt was accepted': reported({ ...about, kind: 'accepted' }),
  'a report says that it was delivered': reported({ ...about, kind: 'delivered' }),
  'a report says that it came back': reported({
    ...about,
    kind: 'bounced',
    permanent: true,
    because: '5.1.1',
  }),
  'a report says that it was taken and then not sent': reported({ ...about, kind: 'rejected', because: 'x' }),
}

describe('the page about sending', () => {
  test.each(rows.map((row) => [row.from, row.what, row] as const))('is right: %s, %s', (_from, what, row) => {
    const letter = inState[letterSchema.shape.state.parse(row.from)]
    const change = acts[what]?.(letter)
    expect(change?.next.state).toBe(row.to)
    expect(change?.events.map(({ kind }) => kind)).toEqual(row.events)
  })

  test('has a row for everything that can happen, and describes every state', () => {
    expect([...new Set(rows.map(({ what }) => what))].toSorted()).toEqual(Object.keys(acts).toSorted())
    const described = [...page.matchAll(/^\| `(\w+)` +\| [^|]+ +\|$/gm)].map(([, state]) => state)
    expect(described).toEqual(letterSchema.shape.state.options)
  })

  test('tells every state that a report of an acceptance moves', () => {
    const moved = letterSchema.shape.state.options.filter(
      (state) => applyMailEvent(inState[state], { ...about, kind: 'accepted' })?.next.state === 'sent',
    )
    const told = rows
      .filter(({ what }) => what === 'a report says that an earlier attempt was accepted')
      .map(({ from }) => from)
    expect(told.toSorted()).toEqual(moved.toSorted())
  })
})
