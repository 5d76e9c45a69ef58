import {
  type FacilityDifference,
  facilitiesInDoubt,
  percentUnlisted,
} from '@recallwire/domain/device/inventory-difference.ts'
import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'
import type { RouteReply } from '@recallwire/runtime/route.ts'
import type { KeptOutcome } from './commit-kept.ts'
import type { UnknownColumn, UnreadableBody } from './device-row.ts'
import { type ImportOutcome, isAcceptable } from './import-devices.ts'

/** What the organisation is shown of its import. */
export const importView = (document: DeviceImport): ImportView => {
  const { importId, status, accepted, refused, refusals, warnings, startedAt } = document
  const { committedAt, dryRun, keptUntil, read, compared, difference } = document
  const known = { committedAt, dryRun, keptUntil, read, compared, difference }
  return {
    importId,
    status,
    accepted,
    refused,
    refusals: [...refusals],
    warnings: [...(warnings ?? [])],
    startedAt,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ...(document.complete === undefined ? {} : { complete: true }),
    ...(dryRun === true && status === 'checked' ? { wouldBe: wouldBe(document) } : {}),
  }
}

function wouldBe(document: DeviceImport): ImportView['wouldBe'] {
  if (!isAcceptable(document)) return 'rows-refused'
  const { difference } = document
  return difference !== undefined && facilitiesInDoubt(difference).length > 0
    ? 'removals-need-confirmation'
    : 'committed'
}

/** The answer to an upload, or to the commit of one that was kept. */
export function answerOf(outcome: ImportOutcome | KeptOutcome): RouteReply {
  switch (outcome.kind) {
    case 'committed':
      return { status: 202, body: importView(outcome.document) }
    case 'checked':
      return { status: 200, body: importView(outcome.document) }
    case 'refused':
      return refusedImport(outcome)
    case 'in-doubt':
      return inDoubt(outcome.document)
    case 'behind':
      return behind(outcome.rows)
    case 'not-kept':
      return notKept(outcome.document)
    case 'of-no-facility':
      return problem(400, 'The inventory is of no facility', {
        kind: 'inventory-of-no-facility',
        detail:
          'Nothing was stored. A complete inventory without a row must say whose it is: ask with ?facilityId=… and ?observedAt=….',
      })
    default:
      return outcome satisfies never
  }
}

/** 400 or 413 when the body could not be read to its end, else 422 naming each bad field of each refused row. */
function refusedImport(outcome: Extract<ImportOutcome, { kind: 'refused' }>): ProblemReply {
  const { document, errors, unreadable } = outcome
  if (unreadable !== undefined) {
    if (unreadable.columns !== undefined) return unknownColumns(unreadable, unreadable.columns)
    return problem(unreadable.status, unreadable.title, {
      kind: unreadable.status === 413 ? 'too-many-rows' : 'body-unreadable',
      detail: `${unreadable.detail} Nothing was stored.`,
      ...(errors.length === 0 ? {} : { errors }),
    })
  }
  const way =
    document.complete === undefined
      ? 'or ask with ?acceptPartial=true to keep the good ones.'
      : 'or leave ?complete=true out: of a complete inventory none may be refused, because its unit would count as removed.'
  return problem(422, 'Some rows are not acceptable', {
    kind: 'rows-refused',
    detail:
      `Nothing was stored, because ${document.refused} rows were refused: correct them and send all again with a new ` +
      `Idempotency-Key, ${way} Import ${document.importId} keeps this report.`,
    errors,
  })
}

/** 400 naming each column that nobody said anything of, with the field that it may be. */
const unknownColumns = (body: UnreadableBody, columns: readonly UnknownColumn[]): ProblemReply =>
  problem(body.status, body.title, {
    kind: 'columns-unknown',
    detail: `${body.detail} Nothing was stored.`,
    errors: columns.map(({ heading, field }) => ({
      pointer: `/columns/${heading.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: field === undefined ? 'say which field it is' : `may be ${field}`,
    })),
  })

/** 409: so many units are missing from a complete inventory that it may be half a file. */
function inDoubt(document: DeviceImport): ProblemReply {
  const { difference } = document
  const doubtful = difference === undefined ? [] : facilitiesInDoubt(difference)
  return problem(409, 'So many removals need a confirmation', {
    kind: 'removals-need-confirmation',
    detail:
      'Nothing was stored. More than 10 % of the live units of a facility are not in this inventory. If they are gone, send ' +
      'the same file with ?confirmRemovals=true; if they are not, the file is not complete.',
    errors: doubtful.map((facility) => ({
      pointer: `/${facility.facilityId}`,
      detail: `${facility.unlisted} of ${facility.live ?? 0} live units (${percentUnlisted(facility)} %) would be removed${firstOf(document, facility)}`,
    })),
  })
}

const fewUnits = 3

function firstOf({ difference }: DeviceImport, { facilityId }: FacilityDifference): string {
  const units = (difference?.examples ?? [])
    .filter((unit) => unit.kind === 'removed' && unit.row === undefined && unit.facilityId === facilityId)
    .slice(0, fewUnits)
    .map(({ facts }) => `${facts.di ?? facts.ref ?? ''} ${facts.serial ?? facts.lot ?? facts.assetTag ?? ''}`)
  return units.length === 0 ? '' : `, for example ${units.join(', ')}`
}

const behind = (rows: number): ProblemReply =>
  problem(503, 'Earlier rows are still on their way', {
    kind: 'rows-on-the-way',
    detail: `Nothing was stored. ${rows} rows of earlier imports have not reached the registry, so that what a complete inventory leaves out cannot be told yet: send it again in a minute.`,
    headers: { 'retry-after': '60' },
  })

const notKept = ({ status, refused }: DeviceImport): ProblemReply =>
  problem(409, 'The rows of this import are not kept', {
    kind: 'import-not-kept',
    detail:
      status === 'staging'
        ? 'Another request works on this import: read it again in a moment.'
        : refused > 0 && status === 'checked'
          ? 'Nothing was stored, because rows were refused: correct them and send the file again.'
          : 'Nothing was stored. A dry run keeps its rows for an hour where it is asked with ?keep=true: send the file again.',
  })
