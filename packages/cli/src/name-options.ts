import type { Failure } from './outcome.ts'

/** What the API calls each, and what is typed here. */
const options: ReadonlyMap<string, string> = new Map([
  ['acceptPartial', '--accept-partial'],
  ['complete', '--complete'],
  ['confirmRemovals', '--confirm'],
  ['dateFormat', '--date-format'],
  ['dryRun', '--dry-run'],
  ['encoding', '--encoding'],
  ['facilityId', '--facility'],
  ['mapping', '--mapping'],
  ['observedAt', '--observed-at'],
])

/** A refusal of an import in the words of this command: the server says how its API would be asked. */
export function nameOptions(failed: Failure): Failure {
  const { problem } = failed
  const { detail, errors } = problem
  return {
    ...failed,
    problem: {
      ...problem,
      ...(detail === undefined ? {} : { detail: inOptions(detail) }),
      ...(errors && { errors: errors.map((error) => ({ ...error, detail: inOptions(error.detail) })) }),
    },
  }
}

const inOptions = (text: string): string =>
  text
    .replaceAll(/\?([A-Za-z]+)=(true\b|…|[\w-]+)/g, (asked, name: string, value: string) => {
      const option = options.get(name)
      if (option === undefined) return asked
      return value === 'true' ? option : `${option} ${value}`
    })
    // The command makes the key itself: from the file, so that a corrected file has another.
    .replaceAll(' with a new Idempotency-Key', '')
