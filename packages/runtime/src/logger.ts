import pino from 'pino'
import { prettyDestination } from './pretty-log.ts'
import { redactFields, redactText } from './redaction.ts'

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'
export type LogFields = Readonly<Record<string, unknown>>

/**
 * A message names an event (`case opened`), the fields carry ids and the error object.
 * error: a person must act now; warn: healed itself; info: a step of business; debug: for a developer.
 */
export interface Logger {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
  /** The same logger with these fields on every line. */
  child(fields: LogFields): Logger
}

export type LoggerOptions = {
  readonly level: LogLevel | 'silent'
  /** One readable line per event instead of JSON: for a terminal. */
  readonly pretty?: boolean
  /** Where lines go; standard output by default. */
  readonly destination?: { write(line: string): void }
}

/** JSON lines, one per event, with credentials and link tokens taken out whatever the caller passes. */
export const createLogger = (options: LoggerOptions): Logger => {
  const destination = options.destination ?? process.stdout
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    messageKey: 'message',
  }
  return loggerOn(pino(settings, options.pretty === true ? prettyDestination(destination) : destination))
}

const loggerOn = (target: pino.Logger): Logger => ({
  error: (message, fields = {}) => target.error(redactFields(fields), redactText(message)),
  warn: (message, fields = {}) => target.warn(redactFields(fields), redactText(message)),
  info: (message, fields = {}) => target.info(redactFields(fields), redactText(message)),
  debug: (message, fields = {}) => target.debug(redactFields(fields), redactText(message)),
  child: (fields) => loggerOn(target.child(redactFields(fields))),
})
