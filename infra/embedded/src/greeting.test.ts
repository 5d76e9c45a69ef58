import type { Case } from '@recallwire/domain/casework/case.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { renderAddresses, renderFound } from './greeting.ts'

const at = '2025-06-20T14:00:00.000Z'
const [recallId, firmId] = ['r'.repeat(26), 'f'.repeat(26)]

const letter = (name: string, more: object = {}): Case['letters'][number] => ({
  letterId: name.repeat(26),
  kind: 'initial',
  contactId: 'c'.repeat(26),
  materialRevision: 1,
  revision: 1,
  ordinal: 1,
  plannedAt: at,
  newUnits: [],
  releasedUnits: [],
  confirmUnits: [],
  changed: [],
  dutyIds: [],
  ...more,
})

const caseOf = (name: string, letters: Case['letters']): Case => ({
  caseId: name.repeat(26),
  recallId,
  facilityId: name.repeat(26),
  organisationId: name.repeat(26),
  firmOrganisationId: firmId,
  openedAt: at,
  addressed: true,
  status: 'open',
  recallClass: null,
  revision: 1,
  materialRevision: 1,
  untoldChanges: [],
  units: [],
  duties: [],
  steps: [],
  letters,
  replies: [],
  tasks: [],
})

async function found(cases: readonly Case[]): Promise<string> {
  const backEnd: BackEnd = await openEmbedded({ file: ':memory:', realNow: () => at })
  try {
    for (const next of cases)
      await backEnd.cases.save({
        id: next.caseId,
        expectedVersion: 0,
        next,
        events: [],
        causeId: next.caseId,
      })
    return await renderFound(backEnd, '/data/recallwire.db')
  } finally {
    await backEnd.close()
  }
}

describe('what a start finds', () => {
  test('nothing, in an empty database', async () => {
    expect(await found([])).toBe(
      'Opened /data/recallwire.db: 0 recalls, 0 cases. 0 letters accepted before, none of them is sent again; 0 waiting.',
    )
  })

  test('letters accepted and letters waiting; a stuck one waits for a person and is neither', async () => {
    const letters = [letter('2', { acceptedAt: at }), letter('3'), letter('4', { stuckBecause: 'refused' })]
    expect(await found([caseOf('a', letters), caseOf('b', [letter('5')])])).toBe(
      'Opened /data/recallwire.db: 0 recalls, 2 cases. 1 letter accepted before, none of them is sent again; 2 waiting.',
    )
  })
})

describe('the addresses', () => {
  const link = { part: 'firm', name: 'Dana', organisation: 'The firm', url: 'http://x/sign-in?link=rw_1' }
  const shown = { publicUrl: 'http://x', host: '127.0.0.1', links: [link], hasMailbox: true }

  test('name each person with their link, the mailbox and the API', () => {
    const text = renderAddresses(shown)
    expect(text).toContain('  Dana, The firm (firm)\n    http://x/sign-in?link=rw_1\n')
    expect(text).toContain('http://x/mailbox (sign in first)')
    expect(text).toContain('http://x/openapi.json')
    expect(text).toContain('this machine only')
  })

  test('leave the mailbox out where letters are really mailed', () => {
    expect(renderAddresses({ ...shown, hasMailbox: false })).not.toContain('mailbox')
  })

  test.each(['0.0.0.0', '192.0.2.7', '::'])('warn that %s is reachable from other machines', (host) => {
    const text = renderAddresses({ ...shown, host })
    expect(text).toContain(`Listening on ${host}: reachable from other machines.`)
    expect(text).not.toContain('this machine only')
  })
})
