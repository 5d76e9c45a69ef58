import { describe, expect, test } from 'vitest'
import type { Session } from '../session-store.ts'
import { minutesLater, sampleId, sampleTime } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const session = (tokenHash: string, person = 'person'): Session => ({
  tokenHash,
  organisationId: sampleId('hospital'),
  personId: sampleId(person),
  role: 'facility-manager',
  formToken: 'form',
  signedInAt: sampleTime,
  seenAt: sampleTime,
})

export function describeSessionStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: sessions`, () => {
    test(
      'keeps a session for every process until it ends',
      fresh(async ({ one, other }) => {
        await one.sessions.put(session('t1'))
        expect(await other.sessions.get('t1')).toEqual(session('t1'))
        expect(await other.sessions.get('t2')).toBeUndefined()
        await other.sessions.end('t1')
        expect(await one.sessions.get('t1')).toBeUndefined()
      }),
    )

    test(
      'moves the idle clock of one session and changes nothing else',
      fresh(async ({ one, other }) => {
        await one.sessions.put(session('t1'))
        await one.sessions.put(session('t2'))
        await one.sessions.seen('t1', minutesLater(5))
        await one.sessions.seen('unknown', minutesLater(5))
        expect(await other.sessions.get('t1')).toEqual({ ...session('t1'), seenAt: minutesLater(5) })
        expect(await other.sessions.get('t2')).toEqual(session('t2'))
        expect(await other.sessions.get('unknown')).toBeUndefined()
      }),
    )

    test(
      'does not bring a session back that ended before it was seen',
      fresh(async ({ one, other }) => {
        await one.sessions.put(session('t1'))
        await other.sessions.end('t1')
        await one.sessions.seen('t1', minutesLater(1))
        expect(await one.sessions.get('t1')).toBeUndefined()
      }),
    )

    test(
      'ends all sessions of a person and of nobody else',
      fresh(async ({ one, other }) => {
        for (const token of ['t1', 't2']) await one.sessions.put(session(token))
        await one.sessions.put(session('t3', 'another person'))
        await other.sessions.endAllOf(sampleId('person'))
        expect(await one.sessions.get('t1')).toBeUndefined()
        expect(await one.sessions.get('t2')).toBeUndefined()
        expect(await one.sessions.get('t3')).toEqual(session('t3', 'another person'))
      }),
    )
  })
}
