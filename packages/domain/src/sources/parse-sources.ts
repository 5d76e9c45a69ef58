import { presentText } from './absent-value.ts'
import { parseSourceRecord } from './read-record.ts'
import { parseSourceDate } from './source-date.ts'
import type { SourceProblem, SourceRecord } from './source-record.ts'

/** A record with its place in the file: a JSON pointer, in a file of lines the number of the line (`/17`). */
export type PlacedRecord = { readonly pointer: string; readonly record: SourceRecord }

export type ParsedSources =
  | {
      readonly kind: 'sources'
      readonly records: readonly PlacedRecord[]
      /** Records that could not be used at all. */
      readonly refused: readonly SourceProblem[]
    }
  | { readonly kind: 'unreadable'; readonly detail: string }

const unreadable = (detail: string): ParsedSources => ({ kind: 'unreadable', detail })

/**
 * Reads what openFDA gives out: an answer of its API or a bulk file (`{ meta, results: [...] }`), a bare array, one record,
 * or a record a line (NDJSON). One bad record never hides the others.
 */
export function parseSources(text: string): ParsedSources {
  const body = text.replace(/^\ufeff/, '')
  if (body.trim() === '') return unreadable('The file is empty.')
  const whole = jsonOf(body)
  if (whole.kind === 'json') return parseWhole(whole.value)
  const lines = body.split('\n')
  const first = jsonOf(lines.find((line) => line.trim() !== '') ?? '')
  if (lines.length === 1 || first.kind !== 'json') return unreadable(`The file is not JSON: ${whole.reason}`)
  return parseLines(lines)
}

function parseWhole(value: unknown): ParsedSources {
  if (Array.isArray(value)) return collect(value.map((one, index) => ({ pointer: `/${index}`, value: one })))
  if (typeof value !== 'object' || value === null) return unreadable('The file holds no records.')
  const failure: unknown = Reflect.get(value, 'error')
  if (typeof failure === 'object' && failure !== null) {
    const said = presentText(Reflect.get(failure, 'message')) ?? 'an error'
    return unreadable(`The file is an answer without records: openFDA said "${said}".`)
  }
  if (!Object.hasOwn(value, 'results')) return collect([{ pointer: '', value }])
  const results: unknown = Reflect.get(value, 'results')
  if (!Array.isArray(results)) return unreadable('"results" is not an array of records.')
  const asOf = asOfIn(Reflect.get(value, 'meta'))
  return collect(
    results.map((one, index) => ({ pointer: `/results/${index}`, value: one })),
    asOf,
  )
}

function parseLines(lines: readonly string[]): ParsedSources {
  const refused: SourceProblem[] = []
  const values = lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const pointer = `/${index + 1}`
    const read = jsonOf(line)
    if (read.kind === 'json') return [{ pointer, value: read.value }]
    refused.push({ pointer, detail: `the line is not JSON: ${read.reason}` })
    return []
  })
  const parsed = collect(values)
  return parsed.kind === 'sources' ? { ...parsed, refused: [...refused, ...parsed.refused] } : parsed
}

function collect(
  values: readonly { readonly pointer: string; readonly value: unknown }[],
  asOf?: string,
): ParsedSources {
  const records: PlacedRecord[] = []
  const refused: SourceProblem[] = []
  for (const { pointer, value } of values) {
    const read = parseSourceRecord(value, asOf)
    if (read.kind === 'record') records.push({ pointer, record: read.record })
    else {
      for (const problem of read.problems)
        refused.push({ pointer: pointer + problem.pointer, detail: problem.detail })
    }
  }
  return { kind: 'sources', records, refused }
}

/** openFDA's own word on how old the data is. */
function asOfIn(meta: unknown): string | undefined {
  if (typeof meta !== 'object' || meta === null) return undefined
  const text = presentText(Reflect.get(meta, 'last_updated'))
  const read = text === undefined ? undefined : parseSourceDate(text)
  return read?.kind === 'date' ? read.date : undefined
}

type Json =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'no-json'; readonly reason: string }

function jsonOf(text: string): Json {
  try {
    return { kind: 'json', value: JSON.parse(text) }
  } catch (error) {
    return { kind: 'no-json', reason: error instanceof Error ? error.message : 'it cannot be read' }
  }
}
