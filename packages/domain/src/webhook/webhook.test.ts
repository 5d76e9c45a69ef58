import { describe, expect, test } from 'vitest'
import { addMs } from '../time.ts'
import { attempted, resent, retryAfterMs, type WebhookDelivery } from './webhook-delivery.ts'
import {
  decideEndpoint,
  type EndpointCommand,
  signingVersions,
  type WebhookEndpoint,
} from './webhook-endpoint.ts'

const at = '2025-06-20T14:00:00.000Z'
const later = (ms: number) => addMs(at, ms)
const day = 86_400_000
const id = (letter: string) => letter.repeat(26)
const ids = { endpointId: id('w'), organisationId: id('o'), facilityId: id('s') }
const register: EndpointCommand = { kind: 'Register', ...ids, url: 'https://cmms.example.org/' }

function openEndpoint() {
  let on: WebhookEndpoint | undefined
  const act = (command: EndpointCommand, now = at) => {
    const decision = decideEndpoint(on, command, now)
    if (decision.kind === 'nothing') return []
    on = decision.next
    return decision.events.map(({ kind }) => kind)
  }
  return { act, current: () => on }
}

describe('a webhook endpoint', () => {
  test('is registered once, verified, and taken away for good', () => {
    const { act, current } = openEndpoint()
    expect([act(register), act(register)]).toEqual([['EndpointRegistered'], []])
    expect([act({ kind: 'Verify' }), act({ kind: 'Verify' })]).toEqual([['EndpointVerified'], []])
    expect(act({ kind: 'Remove' })).toEqual(['EndpointRemoved'])
    for (const kind of ['Verify', 'Rotate', 'Remove', 'NoteSuccess'] as const)
      expect(act({ kind })).toEqual([])
    expect(current()?.state).toBe('removed')
  })

  test('is given up after five days in which no call succeeded, and a success begins them anew', () => {
    const { act, current } = openEndpoint()
    const fails = (ms: number) => act({ kind: 'NoteFailure', gone: false }, later(ms))
    act(register)
    act({ kind: 'Verify' })
    expect([fails(0), fails(5 * day - 1)]).toEqual([[], []])
    act({ kind: 'NoteSuccess' }, later(5 * day - 1))
    expect([fails(5 * day), fails(10 * day - 1), fails(10 * day)]).toEqual([[], [], ['EndpointDisabled']])
    expect(act({ kind: 'Verify' }, later(11 * day))).toEqual(['EndpointVerified'])
    expect(current()).toMatchObject({ state: 'verified' })
    expect(current()).not.toHaveProperty('failingSince')
  })

  test('signs with the secret before the newest for a day after a change', () => {
    const { act, current } = openEndpoint()
    act(register)
    act({ kind: 'Rotate' })
    const on = current() ?? { secretVersion: 0 }
    expect(signingVersions(on, later(day - 1))).toEqual([2, 1])
    expect(signingVersions(on, later(day))).toEqual([2])
  })
})

const delivery: WebhookDelivery = {
  ...ids,
  deliveryId: id('d'),
  caseId: id('c'),
  recallId: id('r'),
  about: 'initial',
  body: '{}',
  state: 'pending',
  createdAt: at,
  nextAttemptAt: at,
  tries: 0,
  attempts: [],
}
const answered = (status: number) => ({ at, tookMs: 5, status })

describe('a message to an endpoint', () => {
  test('is tried eight times within 27.6 hours, then given up', () => {
    let on = delivery
    const waits: number[] = []
    while (on.state === 'pending') {
      on = attempted(on, answered(503), at).next
      if (on.state === 'pending') waits.push(Date.parse(on.nextAttemptAt) - Date.parse(at))
    }
    expect(waits).toEqual(retryAfterMs)
    expect([on.state, on.tries]).toEqual(['exhausted', 8])
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(27.6, 1)
  })

  test.each([
    [200, 'delivered'],
    [204, 'delivered'],
    [302, 'pending'],
    [404, 'pending'],
    [410, 'exhausted'],
  ])('that is answered %i is %s', (status, state) => {
    expect(attempted(delivery, answered(status), at).next.state).toBe(state)
  })

  test('is sent again by a person once it is settled, and keeps no more tries than fifty', () => {
    expect(resent(delivery, at)).toBeUndefined()
    let on = delivery
    for (let round = 0; round < 8; round += 1) {
      while (on.state === 'pending') on = attempted(on, answered(500), at).next
      on = resent(on, at)?.next ?? on
    }
    expect([on.state, on.tries, on.attempts.length]).toEqual(['pending', 0, 50])
  })
})
