import type { Environment } from './config.ts'
import { RecallError } from './recall-error.ts'

/**
 * The places at which a test may kill the process, each between two writes or between a write and an answer. The fault harness
 * kills at every one of them; a name that no code reaches fails it.
 */
export const failpoints = [
  'ingest.before-commit',
  'ingest.after-commit',
  'outbox.before-publish',
  'outbox.after-publish-before-mark',
  'match.before-commit',
  'match.after-commit-before-offset',
  'notify.before-claim',
  'notify.after-claim',
  'notify.after-ses-accept-before-record',
  'notify.after-record',
  'ack.before-commit',
  'ack.after-commit-before-reply',
  'ledger.before-append',
  'ledger.after-append-before-checkpoint',
  'reminder.after-due-before-claim',
  'report.mid-write',
] as const
export type Failpoint = (typeof failpoints)[number]

let onReached: ((name: Failpoint) => void) | undefined

/** A place where a test may kill the process. Does nothing in any other process. */
export function failpoint(name: Failpoint): void {
  onReached?.(name)
}

/** Without this the other is refused as an unknown setting: nobody arms a failpoint by mistake. */
const testVariable = 'RECALLWIRE_TEST_FAULTS'
const failpointVariable = 'RECALLWIRE_FAILPOINT'

/**
 * Arms the failpoint that `RECALLWIRE_FAILPOINT` names, if `RECALLWIRE_TEST_FAULTS` is `yes`; to be called once at the start. The text is
 * `NAME:before:HIT` to kill as soon as the place is reached for the so-manieth time, or `NAME:after:HIT:TURNS` to kill so many
 * turns of the event loop later, when what follows is under way or done. Gives the names that it read. Throws RecallError
 * `config-invalid`.
 */
export function armFailpoint(env: Environment, kill: () => void): readonly string[] {
  if (env[testVariable] !== 'yes') return []
  const text = env[failpointVariable]
  if (text !== undefined) {
    const armed = parseFailpoint(text)
    let left = armed.hit
    onReached = (name) => {
      if (name !== armed.name) return
      left -= 1
      if (left === 0) afterTurns(armed.turns, kill)
    }
  }
  return [testVariable, failpointVariable]
}

/** For tests of the harness itself. */
export function disarmFailpoint(): void {
  onReached = undefined
}

function afterTurns(turns: number, kill: () => void): void {
  if (turns === 0) kill()
  else setImmediate(() => afterTurns(turns - 1, kill))
}

function parseFailpoint(text: string): {
  readonly name: Failpoint
  readonly hit: number
  readonly turns: number
} {
  const [given = '', when = '', hit = '', turns = '0', ...rest] = text.split(':')
  const name = failpoints.find((known) => known === given)
  const isWhole = when === 'before' ? turns === '0' : when === 'after' && /^[1-9]\d*$/.test(turns)
  if (name === undefined || !isWhole || !/^[1-9]\d*$/.test(hit) || rest.length > 0) {
    throw new RecallError(
      'config-invalid',
      `${failpointVariable} is not usable: write NAME:before:HIT or NAME:after:HIT:TURNS with NAME one of ${failpoints.join(', ')}.`,
    )
  }
  return { name, hit: Number(hit), turns: Number(turns) }
}
