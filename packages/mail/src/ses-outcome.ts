import type { SendOutcome } from '@recallwire/ports/mailer.ts'
import { certificateFaults, neverConnected, type Refusal, refusals } from './ses-refusals.ts'

/** SES says these with an error name that alone means something milder. */
const accountMessages = /daily (message |sending )?quota|sending (has been |is )?(paused|disabled|suspended)/i

/**
 * What a failed call to SES means. Only what is on the list is a refusal; everything else, time-outs, resets, 5xx and
 * names nobody has seen yet, is unclear, because a resend of an accepted letter is worse than a wait.
 * The reason is the error's name: SES repeats addresses in its messages, and reasons are logged.
 */
export function outcomeOfSesError(error: unknown, from: string): SendOutcome {
  const name = nameOf(error)
  const scope = scopeOf(error, name)
  if (scope === undefined) return { kind: 'unclear', reason: name }
  return { kind: 'refused', scope: isOfAccount(error, from) ? 'account' : scope, reason: name }
}

function scopeOf(error: unknown, name: string): Refusal | undefined {
  if (Object.hasOwn(refusals, name)) return refusals[name]
  if (isUnconnected(error)) return 'later'
  return certificateFaults.includes(codeOf(error) ?? '') ? 'account' : undefined
}

/** Of a host with several addresses every one must have failed before anything was said. */
function isUnconnected(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isUnconnected)
  const syscall = textAt(error, 'syscall') ?? syscallOf[codeOf(error) ?? '']
  return syscall !== undefined && (neverConnected[syscall]?.includes(codeOf(error) ?? '') ?? false)
}

/** Codes that only one call can fail with, where the error does not name it. */
const syscallOf: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect',
  ENOTFOUND: 'getaddrinfo',
  EAI_AGAIN: 'getaddrinfo',
}

function isOfAccount(error: unknown, from: string): boolean {
  if (!(error instanceof Error)) return false
  const senderNotVerified = /not verified/i.test(error.message) && error.message.includes(from)
  return accountMessages.test(error.message) || senderNotVerified
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  return error.name === 'Error' || error.name === 'AggregateError'
    ? (codeOf(error) ?? error.name)
    : error.name
}

const codeOf = (error: unknown): string | undefined => textAt(error, 'code')

function textAt(error: unknown, member: 'code' | 'syscall'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value = Object.getOwnPropertyDescriptor(error, member)?.value
  return typeof value === 'string' ? value : undefined
}
