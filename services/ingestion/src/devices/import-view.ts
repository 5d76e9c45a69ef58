import type { ImportView } from '@recallwire/domain/views/device-view.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'
import type { ImportOutcome } from './import-devices.ts'

/** What the organisation is shown of its import. */
export const importView = (document: DeviceImport): ImportView => {
  const { importId, status, accepted, refused, refusals, warnings, startedAt, committedAt } = document
  return {
    importId,
    status,
    accepted,
    refused,
    refusals: [...refusals],
    warnings: [...(warnings ?? [])],
    startedAt,
    ...(committedAt === undefined ? {} : { committedAt }),
  }
}

/** 400 or 413 when the body could not be read to its end, else 422 naming each bad field of each refused row. */
export function refusedImport(outcome: Extract<ImportOutcome, { kind: 'refused' }>): ProblemReply {
  const { document, errors, unreadable } = outcome
  if (unreadable !== undefined) {
    return problem(unreadable.status, unreadable.title, {
      kind: unreadable.status === 413 ? 'too-many-rows' : 'body-unreadable',
      detail: `${unreadable.detail} Nothing was stored.`,
      ...(errors.length === 0 ? {} : { errors }),
    })
  }
  return problem(422, 'Some rows are not acceptable', {
    kind: 'rows-refused',
    detail:
      `Nothing was stored, because ${document.refused} rows were refused: correct them and send all again with a new ` +
      `Idempotency-Key, or ask with ?acceptPartial=true to keep the good ones. Import ${document.importId} keeps this report.`,
    errors,
  })
}
