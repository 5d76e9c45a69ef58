import type { Collection } from '../database/collection.ts'
import type { Database } from '../database/database.ts'

/** A row keeps the causes that were applied last; those before them move out of it, oldest first, so that it stays small. */
const mostInside = 96
const staysInside = 48

/**
 * Which causes were applied to a document. In the row, where the write that applies one keeps it, and beside it once there are many.
 * A cause is written beside before it leaves the row, so that at any moment it is in one of the two; `causesMoved` counts in the row how
 * often some left, so that a write which has looked beside finds out when that was too early.
 */
export interface AppliedCauses {
  /** Whether a cause that has left the row was applied. */
  isBeside(rowName: string, causeId: string): Promise<boolean>
  /** Moves the oldest out when there are many. Repeated, it moves nothing twice. */
  moveOld(rows: Collection, id: string, causes: readonly string[]): Promise<void>
}

export function createAppliedCauses(db: Database): AppliedCauses {
  const beside = db.collection('applied_causes')
  const nameOf = (rowName: string, causeId: string) => `${rowName}/${causeId}`
  return {
    isBeside: async (rowName, causeId) =>
      (await beside.first({ _id: nameOf(rowName, causeId) }, { only: [] })) !== undefined,
    moveOld: async (rows, id, causes) => {
      if (causes.length <= mostInside) return
      const old = causes.slice(0, -staysInside)
      const rowName = `${rows.name}/${id}`
      await beside.writeAll(
        old.map((causeId) => ({ kind: 'insert', row: { _id: nameOf(rowName, causeId) } })),
      )
      await rows.update({ _id: id, causes: old[0] }, { $pullAll: { causes: old }, $inc: { causesMoved: 1 } })
    },
  }
}
