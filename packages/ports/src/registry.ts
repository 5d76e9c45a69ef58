import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Holding } from '@recallwire/domain/device/holding.ts'
import type { Whereabouts } from '@recallwire/domain/device/meet-holding.ts'
import type { AggregateStore, Change, Page, SaveResult, Stored } from './aggregate-store.ts'

/** Where a unit is: all that a scan needs to know of a row before it judges the row. */
export type UnitPlace = {
  readonly facilityId: string
  readonly holdingId: string
  readonly custodyId: string
}

/** Which unit is at which facility: one document per holding. Written by the matcher. */
export interface Registry extends Pick<AggregateStore<Holding>, 'save'> {
  /**
   * As `save`, for many rows in one call: each change is atomic and refused for itself, in the order given, and the results
   * stand in that order. Resolves once all that was saved is durable; rejects when some may not be. Give 500 at most.
   */
  saveAll(changes: readonly Change<Holding>[]): Promise<readonly SaveResult[]>
  get(reader: Reader, holdingId: string): Promise<Stored<Holding> | undefined>
  /** The same unit wherever it is or was. */
  byUnit(reader: Reader, unitKey: string): Promise<readonly Stored<Holding>[]>
  /**
   * What `meetHolding` must know to place observations: every row with one of their ids, and every row of one of their
   * unit keys at its facility; each once, ordered by holding id. Ask for 500 at most.
   */
  metBy(reader: Reader, whereabouts: readonly Whereabouts[]): Promise<readonly Stored<Holding>[]>
  /**
   * Live holdings of any of the product keys, ordered by facility and then holding, so that a facility's units come
   * together. `after` is the `next` of the page before.
   */
  byKeys(reader: Reader, keys: readonly string[], limit: number, after?: string): Promise<Page<Holding>>
  /** The places of the same holdings in the same order and pages, read from the index alone: ten thousand in milliseconds. */
  placesByKeys(
    reader: Reader,
    keys: readonly string[],
    limit: number,
    after?: string,
  ): Promise<Page<UnitPlace>>
  /**
   * Live holdings of one facility, each once, in an order of the store's own that does not change. What is stored meanwhile
   * may come or not. `after` is the `next` of the page before.
   */
  ofFacility(reader: Reader, facilityId: string, limit: number, after?: string): Promise<Page<Holding>>
}
