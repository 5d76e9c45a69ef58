import { exitCodes } from './exit-codes.ts'
import type { Outcome } from './outcome.ts'
import { renderProblem } from './render-problem.ts'

export type Printed = { readonly stdout: string; readonly stderr: string; readonly exitCode: number }

/**
 * What is printed where. With `json`, standard output holds one JSON document, the problem of a failure included, and
 * nothing else is said. Otherwise answers go to standard output and failures to standard error.
 */
export function renderOutcome(outcome: Outcome, json: boolean): Printed {
  const failed = outcome.kind !== 'done'
  const exitCode = failed ? exitCodes[outcome.kind] : (outcome.exitCode ?? exitCodes.ok)
  if (json) {
    const document = JSON.stringify(failed ? outcome.problem : outcome.value)
    return { stdout: `${document}\n`, stderr: '', exitCode }
  }
  const text = `${safeForTerminal(failed ? renderProblem(outcome.problem) : outcome.text)}\n`
  return failed ? { stdout: '', stderr: text, exitCode } : { stdout: text, stderr: '', exitCode }
}

/** Names and reasons were typed by strangers: none may move the cursor, recolour the screen or turn the reading direction. */
const safeForTerminal = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '?')
