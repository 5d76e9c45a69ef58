/** How the local SES answers one send. Names ending in `-after-accept` take the letter and then fail to say so. */
export const behaviours = [
  'accept',
  'throttle',
  'daily-quota',
  'reject',
  'invalid-address',
  'paused',
  'bad-credentials',
  'unavailable',
  'error',
  'hang',
  'reset',
  'garbled-after-accept',
  'error-after-accept',
  'hang-after-accept',
  'reset-after-accept',
] as const

export type Behaviour = (typeof behaviours)[number]

export type ErrorAnswer = { readonly status: number; readonly code: string; readonly message: string }

/** The error each behaviour answers with, as SES words it; undefined where it answers otherwise or not at all. */
export const errorAnswers: { readonly [behaviour in Behaviour]?: ErrorAnswer } = {
  throttle: { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' },
  'daily-quota': { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' },
  reject: {
    status: 400,
    code: 'MessageRejected',
    message:
      'Email address is not verified. The following identities failed the check in region LOCAL: someone@example.org',
  },
  'invalid-address': { status: 400, code: 'InvalidParameterValue', message: 'Illegal address' },
  paused: {
    status: 400,
    code: 'AccountSendingPausedException',
    message: 'Email sending is disabled for this account.',
  },
  'bad-credentials': {
    status: 403,
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  },
  unavailable: { status: 503, code: 'ServiceUnavailable', message: 'Service is unavailable.' },
  error: { status: 500, code: 'InternalFailure', message: 'An internal error occurred.' },
  'error-after-accept': { status: 500, code: 'InternalFailure', message: 'An internal error occurred.' },
}

/** Whether the letter counts as accepted, whatever the caller is told. */
export function accepts(behaviour: Behaviour): boolean {
  return behaviour === 'accept' || behaviour.endsWith('-after-accept')
}

export function isBehaviour(value: unknown): value is Behaviour {
  return behaviours.some((behaviour) => behaviour === value)
}
