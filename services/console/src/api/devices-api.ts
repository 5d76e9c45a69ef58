import { mappingViewSchema } from '@recallwire/domain/device/inventory-mapping.ts'
import { importViewSchema, inventoryPageSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

export type InventoryFile = {
  readonly body: ReadableStream<Uint8Array> | string
  readonly contentType: string
  /** Keep the good rows where others are refused. */
  readonly acceptPartial: boolean
  /** The file is everything its facilities hold: what it does not list is removed. */
  readonly complete: boolean
  /** For rows that do not say where, or when, themselves. */
  readonly facilityId?: string | undefined
  readonly observedAt?: string | undefined
  /** How its columns are called, by a mapping's name. */
  readonly mapping?: string | undefined
  /** What its bytes are, where not Unicode. */
  readonly encoding?: string | undefined
}

/** A facility's inventory and the files it came in. */
export const createDevicesApi = ({ ask }: Transport) => ({
  inventory: (query: {
    readonly facilityId: string
    readonly after?: string | undefined
    readonly reason?: string | undefined
  }) => ask({ method: 'GET', path: '/v1/devices', query }, inventoryPageSchema),
  /** Checks a file and keeps its rows for `commit`; stores nothing else. */
  checkFile: (key: string, file: InventoryFile) =>
    ask(
      {
        method: 'POST',
        path: '/v1/devices/import',
        query: {
          dryRun: 'true',
          keep: 'true',
          acceptPartial: String(file.acceptPartial),
          complete: String(file.complete),
          facilityId: file.facilityId,
          observedAt: file.observedAt,
          mapping: file.mapping,
          encoding: file.encoding,
        },
        key,
        stream: { body: file.body, contentType: file.contentType },
      },
      importViewSchema,
    ),
  /** Stores the very rows that were checked. */
  commit: (importId: string, key: string, confirmRemovals: boolean) =>
    ask(
      {
        method: 'POST',
        path: `/v1/imports/${importId}/commit`,
        query: { confirmRemovals: String(confirmRemovals) },
        key,
        isLong: true,
      },
      importViewSchema,
    ),
  saveMapping: (name: string, mapping: unknown) =>
    ask(
      { method: 'PUT', path: `/v1/devices/mappings/${encodeURIComponent(name)}`, body: mapping },
      mappingViewSchema,
    ),
  mappings: () => ask({ method: 'GET', path: '/v1/devices/mappings' }, z.array(mappingViewSchema)),
  imports: () => ask({ method: 'GET', path: '/v1/imports' }, z.array(importViewSchema)),
  getImport: (importId: string) => ask({ method: 'GET', path: `/v1/imports/${importId}` }, importViewSchema),
})
