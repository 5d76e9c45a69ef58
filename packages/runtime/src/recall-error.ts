/** What a caller may do about a fault: `later` = the same call can succeed without anyone changing anything. */
export type Retry = 'never' | 'later'

/**
 * Every operational fault the system can name. A fault that is not in this table is a bug and stays a plain error.
 * `meaning` is for the operator who finds the code in a log.
 */
export const errorCodes = {
  'config-invalid': {
    retry: 'never',
    meaning: 'A setting is missing, misspelt or out of range; nothing was started.',
  },
  'storage-unavailable': {
    retry: 'later',
    meaning: 'The store or the event log does not answer, or is busy.',
  },
  'storage-full': {
    retry: 'later',
    meaning: 'No space is left to write; free some, nothing accepted so far is lost.',
  },
  'storage-damaged': {
    retry: 'never',
    meaning: 'Stored bytes fail their integrity check; restore before going on.',
  },
  'storage-too-new': {
    retry: 'never',
    meaning: 'The data were written by a newer version of the program; start that one.',
  },
  'port-in-use': { retry: 'never', meaning: 'Another program listens on the chosen port.' },
  'data-folder-unwritable': { retry: 'never', meaning: 'The data folder cannot be created or written.' },
  'data-folder-in-use': { retry: 'never', meaning: 'Another instance works on the same data folder.' },
  'lock-lost': {
    retry: 'later',
    meaning: 'A lease ended or was taken over; this worker must stop what it was doing.',
  },
  'mail-refused': {
    retry: 'later',
    meaning: 'The mail service said no before accepting anything; the letter was not sent.',
  },
  'mail-unclear': {
    retry: 'never',
    meaning: 'It is unknown whether the mail service accepted the letter; settle before a resend.',
  },
  'version-conflict': {
    retry: 'never',
    meaning: 'Someone changed the document since it was read; read it again and decide anew.',
  },
  'log-unavailable': { retry: 'later', meaning: 'The event log did not confirm a write or a read.' },
  'record-too-large': {
    retry: 'never',
    meaning: 'A record is larger than the store or the event log can carry.',
  },
  'upstream-unavailable': {
    retry: 'later',
    meaning: 'Another service or an outside system did not answer in time.',
  },
  'upstream-refused': {
    retry: 'never',
    meaning: 'Another service or an outside system refused the request.',
  },
  'timed-out': { retry: 'later', meaning: 'A wait on the outside reached its limit.' },
  'stop-incomplete': {
    retry: 'never',
    meaning: 'A part did not close within its time limit while stopping.',
  },
  internal: { retry: 'never', meaning: 'A bug; the reference in the log leads to it.' },
} as const satisfies Record<string, { readonly retry: Retry; readonly meaning: string }>

export type ErrorCode = keyof typeof errorCodes

/** The one operational error. Whether a retry can help follows from the code, never from the place that throws it. */
export class RecallError extends Error {
  readonly code: ErrorCode
  readonly retry: Retry

  /** `message` says what happened and what to do; `cause` is the error that led here. */
  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options)
    this.name = 'RecallError'
    this.code = code
    this.retry = errorCodes[code].retry
  }
}

const deepestCause = 16

/**
 * The nearest RecallError in an error's chain of causes, or undefined. Total over whatever a stranger throws:
 * strings, frozen objects, chains that loop and getters that throw.
 */
export const findRecallError = (error: unknown): RecallError | undefined => {
  let current = error
  for (let depth = 0; depth < deepestCause; depth += 1) {
    if (current instanceof RecallError) return current
    if (typeof current !== 'object' || current === null) return undefined
    current = causeOf(current)
  }
  return undefined
}

const causeOf = (error: object): unknown => {
  try {
    return 'cause' in error ? error.cause : undefined
  } catch {
    return undefined
  }
}
