import { addMs } from '../time.ts'
import { claimLetter, type Outcome, type Rendered, renderedLetter } from './decide-letter.ts'
import type { AnyLetter, Letter } from './letter.ts'

const id = (letter: string) => letter.repeat(26)
export const now = '2025-06-02T15:00:00.000Z'
export const sending = { realNow: now, retryInMs: 30_000, settleInMs: 600_000 }

export const queued: Letter = {
  letterId: id('l'),
  caseId: id('c'),
  recallId: id('r'),
  facilityId: id('f'),
  organisationId: id('o'),
  recallClass: null,
  state: 'pending',
  queuedAt: now,
  attempts: 0,
  possibleRepeat: false,
  plan: {
    letterId: id('l'),
    kind: 'initial',
    contactId: id('k'),
    materialRevision: 1,
    revision: 1,
    ordinal: 0,
    plannedAt: now,
    newUnits: [],
    releasedUnits: [],
    confirmUnits: [],
    changed: [],
    dutyIds: [],
  },
}
export const rendered: Rendered = {
  mime: 'bWltZQ==',
  mimeHash: 'hash',
  address: 'recalls@hospital.example.org',
  addressCommitment: 'commitment',
  language: 'en',
  link: undefined,
}
export const claimed = (letter: AnyLetter) =>
  claimLetter(letter, { owner: 'worker-1', attempt: letter.attempts + 1, leaseUntil: addMs(now, 60_000) })
export const inHand = renderedLetter(claimed(queued), rendered).next
export const accepted: Outcome = { kind: 'accepted', providerId: 'ses-1', at: now }
export const unclear: Outcome = { kind: 'unclear', because: 'the connection closed' }
export const refused = (scope: 'letter' | 'account' | 'later'): Outcome => ({
  kind: 'refused',
  scope,
  because: 'no',
})
