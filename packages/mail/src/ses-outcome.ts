import type { SendOutcome } from '@recallwire/ports/mailer.ts'

type Refusal = 'letter' | 'account' | 'later'

/** Errors after which it is certain that SES accepted nothing, by name, and what that means for the queue. */
const refusals: { readonly [name: string]: Refusal } = {
  Throttling: 'later',
  ThrottlingException: 'later',
  TooManyRequestsException: 'later',
  RequestLimitExceeded: 'later',
  RequestThrottled: 'later',
  RequestThrottledException: 'later',
  SlowDown: 'later',
  // No connection came about, so that no request left this machine.
  ECONNREFUSED: 'later',
  ENOTFOUND: 'later',
  EAI_AGAIN: 'later',

  AccountSendingPausedException: 'account',
  ConfigurationSetSendingPausedException: 'account',
  ConfigurationSetDoesNotExist: 'account',
  ConfigurationSetDoesNotExistException: 'account',
  FromEmailAddressNotVerified: 'account',
  FromEmailAddressNotVerifiedException: 'account',
  MailFromDomainNotVerified: 'account',
  MailFromDomainNotVerifiedException: 'account',
  ProductionAccessNotGranted: 'account',
  ProductionAccessNotGrantedException: 'account',
  LimitExceeded: 'account',
  LimitExceededException: 'account',
  AccessDenied: 'account',
  AccessDeniedException: 'account',
  NotAuthorized: 'account',
  OptInRequired: 'account',
  AuthFailure: 'account',
  InvalidAccessKeyId: 'account',
  InvalidClientTokenId: 'account',
  UnrecognizedClientException: 'account',
  MissingAuthenticationToken: 'account',
  MissingAuthenticationTokenException: 'account',
  IncompleteSignature: 'account',
  IncompleteSignatureException: 'account',
  SignatureDoesNotMatch: 'account',
  InvalidSignatureException: 'account',
  ExpiredToken: 'account',
  ExpiredTokenException: 'account',
  RequestExpired: 'account',
  RequestTimeTooSkewed: 'account',
  CredentialsProviderError: 'account',
  TokenProviderError: 'account',

  MessageRejected: 'letter',
  InvalidParameterValue: 'letter',
  InvalidParameterCombination: 'letter',
  MissingParameter: 'letter',
  MalformedInput: 'letter',
  ValidationError: 'letter',
  ValidationException: 'letter',
}

/** SES says these with an error name that alone means something milder. */
const accountMessages = /daily (message |sending )?quota|sending (has been |is )?(paused|disabled|suspended)/i

/**
 * What a failed call to SES means. Only what is on the list is a refusal; everything else, time-outs, resets, 5xx and
 * names nobody has seen yet, is unclear, because a resend of an accepted letter is worse than a wait.
 * The reason is the error's name: SES repeats addresses in its messages, and reasons are logged.
 */
export function outcomeOfSesError(error: unknown, from: string): SendOutcome {
  const name = nameOf(error)
  const scope = Object.hasOwn(refusals, name) ? refusals[name] : undefined
  if (scope === undefined) return { kind: 'unclear', reason: name }
  return { kind: 'refused', scope: isOfAccount(error, from) ? 'account' : scope, reason: name }
}

function isOfAccount(error: unknown, from: string): boolean {
  if (!(error instanceof Error)) return false
  const senderNotVerified = /not verified/i.test(error.message) && error.message.includes(from)
  return accountMessages.test(error.message) || senderNotVerified
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return error.name === 'Error' || error.name === 'AggregateError' ? (code ?? error.name) : error.name
}
