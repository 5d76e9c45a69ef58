/** What a certain refusal is about: this letter, the whole account (a person must act), or only the moment. */
export type Refusal = 'letter' | 'account' | 'later'

/**
 * Errors after which it is certain that SES accepted nothing, by name: those of SES's own API, of the query protocol, and the SDK's lists of
 * throttling and clock errors. What is not here is unclear. `packages/domain/sending.md` shows them by class.
 */
export const refusals: Readonly<Record<string, Refusal>> = {
  // Too fast, or too much at once.
  BandwidthLimitExceeded: 'later',
  EC2ThrottledException: 'later',
  PriorRequestNotComplete: 'later',
  ProvisionedThroughputExceededException: 'later',
  RequestLimitExceeded: 'later',
  RequestThrottled: 'later',
  RequestThrottledException: 'later',
  SlowDown: 'later',
  ThrottledException: 'later',
  Throttling: 'later',
  ThrottlingException: 'later',
  TooManyRequestsException: 'later',

  // SES will take no letter from this account as it is set up.
  AccountSendingPausedException: 'account',
  ConfigurationSetDoesNotExist: 'account',
  ConfigurationSetDoesNotExistException: 'account',
  ConfigurationSetSendingPausedException: 'account',
  FromEmailAddressNotVerified: 'account',
  FromEmailAddressNotVerifiedException: 'account',
  LimitExceeded: 'account',
  LimitExceededException: 'account',
  MailFromDomainNotVerified: 'account',
  MailFromDomainNotVerifiedException: 'account',
  ProductionAccessNotGranted: 'account',
  ProductionAccessNotGrantedException: 'account',
  // Who asks is not known, or may not.
  AccessDenied: 'account',
  AccessDeniedException: 'account',
  AuthFailure: 'account',
  CredentialsProviderError: 'account',
  ExpiredToken: 'account',
  ExpiredTokenException: 'account',
  IncompleteSignature: 'account',
  IncompleteSignatureException: 'account',
  InvalidAccessKeyId: 'account',
  InvalidClientTokenId: 'account',
  InvalidSignatureException: 'account',
  MissingAuthenticationToken: 'account',
  MissingAuthenticationTokenException: 'account',
  NotAuthorized: 'account',
  OptInRequired: 'account',
  SignatureDoesNotMatch: 'account',
  TokenProviderError: 'account',
  UnrecognizedClientException: 'account',
  // The clock of this machine is wrong: a signed request counts for minutes only.
  RequestExpired: 'account',
  RequestInTheFuture: 'account',
  RequestTimeTooSkewed: 'account',
  // Whoever answers does not know the call: a wrong endpoint, or not SES.
  EndpointError: 'account',
  InvalidAction: 'account',
  MissingAction: 'account',

  // Every other letter may still go.
  InvalidParameterCombination: 'letter',
  InvalidParameterValue: 'letter',
  InvalidQueryParameter: 'letter',
  MalformedInput: 'letter',
  MalformedQueryString: 'letter',
  MessageRejected: 'letter',
  MissingParameter: 'letter',
  ValidationError: 'letter',
  ValidationException: 'letter',
}

/** Errors of a connection that never came about, and so carried no request, by the call that failed. */
export const neverConnected: Readonly<Record<string, readonly string[]>> = {
  connect: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'],
  getaddrinfo: ['EAI_AGAIN', 'ENOTFOUND'],
}

/** The other side showed a certificate that is not SES's: nothing was said to it. */
export const certificateFaults: readonly string[] = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]
