import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Organisation } from '@recallwire/domain/directory/organisation.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'
import { groupVersions, joinSources, type SourceVersion } from '@recallwire/domain/sources/join-sources.ts'
import { namesRecall } from '@recallwire/domain/sources/notice-fields.ts'
import { type PlacedRecord, parseSources } from '@recallwire/domain/sources/parse-sources.ts'
import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import { mayBeSameFirm } from '@recallwire/domain/sources/same-firm.ts'
import type { SourceImport } from '@recallwire/domain/views/source-view.ts'
import type { FieldProblem } from '@recallwire/runtime/problem.ts'
import { attachSource } from './attach-source.ts'
import type { SourceDeps } from './source-deps.ts'
import { storeRecords } from './store-records.ts'

export type ImportAsk = {
  readonly actor: Actor
  readonly firm: Organisation
  readonly text: string
  /** The recall all events of the file belong to, where the caller says so. */
  readonly recall?: Notice | undefined
  readonly signal: AbortSignal
}

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly answer: SourceImport }
  | { readonly kind: 'unreadable'; readonly detail: string }

type EventAnswer = SourceImport['events'][number]

/** A bulk file has tens of thousands: a firm sends its own. */
const mostRecords = 2_000

/**
 * Keeps the records of a file, event by event, and lays each event beside the firm's recall that names one of its numbers.
 * Never a trigger: no notice is drafted, no case opened, no letter sent.
 */
export async function importSources(deps: SourceDeps, ask: ImportAsk): Promise<ImportOutcome> {
  const parsed = parseSources(ask.text)
  if (parsed.kind === 'unreadable') return parsed
  const { records, refused } = parsed
  if (records.length > mostRecords) {
    const detail = `The file holds ${records.length} records; ${mostRecords} are taken at once. Ask openFDA for those of your firm.`
    return { kind: 'unreadable', detail }
  }
  const { firm } = ask
  const notices = await deps.backEnd.notices.list({ firmOrganisationId: firm.organisationId })
  const own = new Map(notices.map(({ document }) => [document.recallId, document]))
  const events: EventAnswer[] = []
  for (const group of groupPlaced(records)) {
    ask.signal.throwIfAborted()
    events.push(await importEvent(deps, ask, group, own))
  }
  const unknownKeys = records.reduce((sum, { record }) => sum + record.unknownKeys, 0)
  return { kind: 'imported', answer: { events, refused: [...refused], unknownKeys } }
}

async function importEvent(
  deps: SourceDeps,
  ask: ImportAsk,
  group: readonly PlacedRecord[],
  own: Map<string, Notice>,
): Promise<EventAnswer> {
  const { actor, firm } = ask
  const problems = problemsOf(group, firm)
  const stored = await storeRecords(
    deps,
    actor,
    group.map(({ record }) => record),
  )
  const at = group[0]?.pointer ?? ''
  if (stored.kind === 'too-large') {
    const detail = 'The records of this event are larger than one document can be; nothing of it was stored.'
    const versions = group.map(({ record }) => ({ record, importedAt: '' }))
    return { ...namesOf(stored.sourceId, versions), outcome: 'problem', problems: [{ pointer: at, detail }] }
  }
  const { sources, isNew } = stored
  const names = namesOf(sources.sourceId, sources.versions)
  const found = findRecall(ask, sources, own)
  if (found.kind === 'several') {
    const detail = `Its numbers stand in several of your recalls (${found.references.join(', ')}): attach it by hand.`
    problems.push({ pointer: at, detail })
  }
  if (found.kind !== 'one') return { ...names, outcome: isNew ? 'draft-proposed' : 'unchanged', problems }
  const attached = await attachSource(deps, actor, sources, { notice: found.notice, firm })
  if (attached.kind === 'elsewhere') {
    const detail = `It belongs to another of your recalls already (${attached.recallId}).`
    problems.push({ pointer: at, detail })
    return { ...names, outcome: isNew ? 'enriched' : 'unchanged', recallId: attached.recallId, problems }
  }
  const { notice } = attached
  own.set(notice.recallId, notice)
  const changed = isNew || attached.kind === 'attached'
  return { ...names, outcome: changed ? 'enriched' : 'unchanged', recallId: notice.recallId, problems }
}

function namesOf(sourceId: string, versions: readonly SourceVersion[]) {
  const { eventId, recallNumbers } = joinSources(versions)
  return { sourceId, ...(eventId === undefined ? {} : { eventId }), recallNumbers: [...recallNumbers] }
}

type FoundRecall =
  | { readonly kind: 'one'; readonly notice: Notice }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly references: readonly string[] }

/** What it was attached to before, what the caller names, or the one recall whose aliases name a number of it. */
function findRecall(ask: ImportAsk, sources: RecallSources, own: ReadonlyMap<string, Notice>): FoundRecall {
  const named = ask.recall ?? own.get(sources.recallId ?? '')
  if (named !== undefined) return { kind: 'one', notice: own.get(named.recallId) ?? named }
  const recall = joinSources(sources.versions)
  const [first, ...others] = [...own.values()].filter((notice) => namesRecall(notice, recall))
  if (first === undefined) return { kind: 'none' }
  return others.length === 0
    ? { kind: 'one', notice: first }
    : { kind: 'several', references: [first, ...others].map(({ reference }) => reference) }
}

/** Records with their place, by event. */
function groupPlaced(records: readonly PlacedRecord[]): readonly (readonly PlacedRecord[])[] {
  const placeOf = new Map(records.map((placed) => [placed.record, placed]))
  const versions = records.map(({ record }) => ({ record, importedAt: '' }))
  return groupVersions(versions).map((group) => group.flatMap(({ record }) => placeOf.get(record) ?? []))
}

function problemsOf(group: readonly PlacedRecord[], firm: Organisation): FieldProblem[] {
  return group.flatMap(({ pointer, record }) => {
    const { firmName } = record.fields
    const other = firmName !== undefined && !mayBeSameFirm(firmName, firm.name)
    const detail = `names ${firmName} as the recalling firm; you are ${firm.name}. Check that it is yours.`
    return [
      ...record.problems.map((problem) => ({ ...problem, pointer: pointer + problem.pointer })),
      ...(other ? [{ pointer: `${pointer}/recalling_firm`, detail }] : []),
    ]
  })
}
