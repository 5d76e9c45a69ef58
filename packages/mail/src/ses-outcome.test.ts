import { readFileSync } from 'node:fs'
import * as ses from '@aws-sdk/client-ses'
import type { SendOutcome } from '@recallwire/ports/mailer.ts'
import { describe, expect, test } from 'vitest'
import { outcomeOfSesError } from './ses-outcome.ts'
import { certificateFaults, neverConnected, refusals } from './ses-refusals.ts'

const from = 'recalls@example.com'
const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name })
const failed = (code: string, syscall?: string): Error =>
  Object.assign(new Error(), { code, ...(syscall === undefined ? {} : { syscall }) })
const wordsOf = (outcome: SendOutcome): string =>
  outcome.kind === 'refused' ? `refused ${outcome.scope}` : outcome.kind

describe('errors of SES by name', () => {
  test.each<[string, unknown, string]>([
    ['a name nobody has seen', named('BrandNewException'), 'unclear'],
    ['a name of Object.prototype', named('constructor'), 'unclear'],
    ['a time-out', named('TimeoutError'), 'unclear'],
    ['a request that was given up', named('AbortError'), 'unclear'],
    ['a failure within SES', named('InternalFailure'), 'unclear'],
    ['SES out of service', named('ServiceUnavailable'), 'unclear'],
    ['a reset', failed('ECONNRESET', 'read'), 'unclear'],
    ['a broken pipe', failed('EPIPE', 'write'), 'unclear'],
    ['a connection that went silent', failed('ETIMEDOUT', 'read'), 'unclear'],
    ['a route lost on the way', failed('EHOSTUNREACH', 'write'), 'unclear'],
    ['an answer that cannot be read', named('SyntaxError'), 'unclear'],
    [
      'a connection that timed out as the SDK names it',
      Object.assign(failed('ETIMEDOUT', 'connect'), { name: 'TimeoutError' }),
      'refused later',
    ],
    [
      'a refused connection on both address families',
      new AggregateError([failed('ECONNREFUSED', 'connect'), failed('ENETUNREACH', 'connect')]),
      'refused later',
    ],
    [
      'one of several addresses that may have had the request',
      new AggregateError([failed('ECONNREFUSED', 'connect'), failed('ECONNRESET', 'read')]),
      'unclear',
    ],
    ['an unknown host', failed('ENOTFOUND'), 'refused later'],
    ['something that is no error', 'boom', 'unclear'],
    ['nothing', undefined, 'unclear'],
    [
      'a sandbox recipient',
      named('MessageRejected', 'Email address is not verified: b@example.org'),
      'refused letter',
    ],
    [
      'a sender that is not verified',
      named('MessageRejected', 'Email address is not verified: recalls@example.com'),
      'refused account',
    ],
    [
      'an account paused in other words',
      named('MessageRejected', 'Sending paused for this account'),
      'refused account',
    ],
    [
      'a day\u2019s quota that is used up, told as throttling',
      named('Throttling', 'Daily message quota exceeded.'),
      'refused account',
    ],
    ['a rate that is too high', named('Throttling', 'Maximum sending rate exceeded.'), 'refused later'],
  ])('%s', (_, error, expected) => {
    expect(wordsOf(outcomeOfSesError(error, from))).toBe(expected)
  })

  test.each(Object.entries(refusals))('%s is a certain refusal (%s)', (name, scope) => {
    expect(outcomeOfSesError(named(name), from)).toEqual({ kind: 'refused', scope, reason: name })
  })

  const unconnected = Object.entries(neverConnected).flatMap(([syscall, codes]) =>
    codes.map((code) => [code, syscall] as const),
  )
  test.each(unconnected)('%s in %s left no request', (code, syscall) => {
    expect(wordsOf(outcomeOfSesError(failed(code, syscall), from))).toBe('refused later')
  })

  test.each(certificateFaults)('a certificate that is not right (%s) is for a person to mend', (code) => {
    expect(wordsOf(outcomeOfSesError(failed(code), from))).toBe('refused account')
  })

  test('no reason repeats an address', () => {
    const outcome = outcomeOfSesError(named('MessageRejected', 'not verified: b@example.org'), from)
    expect(JSON.stringify(outcome)).not.toContain('@')
  })

  test('every error that SendRawEmail is documented to throw has a class', () => {
    const documented = [
      ses.AccountSendingPausedException,
      ses.ConfigurationSetDoesNotExistException,
      ses.ConfigurationSetSendingPausedException,
      ses.MailFromDomainNotVerifiedException,
      ses.MessageRejected,
    ]
    for (const Documented of documented) {
      const error = new Documented({ message: '', $metadata: { httpStatusCode: 400 } })
      expect(outcomeOfSesError(error, from)).toMatchObject({ kind: 'refused' })
    }
  })
})

test('the page about sending names every certain refusal in its class, and no other', () => {
  const page = readFileSync(new URL('../../domain/sending.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `(letter|account|later)` +\|([^|]+)\|([^|]+)\|$/gm)].flatMap(
    ([, scope = '', , names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']): readonly [string, string] => [name, scope]),
  )
  const network = Object.values(neverConnected).flatMap((codes) =>
    codes.map((code) => [code, 'later'] as const),
  )
  const certificates = certificateFaults.map((code) => [code, 'account'] as const)
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries([...Object.entries(refusals), ...network, ...certificates]),
  )
})
