import { importViewSchema, inventoryPageSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

export type InventoryFile = {
  readonly body: ReadableStream<Uint8Array> | string
  readonly contentType: string
  /** Keep the good rows where others are refused. */
  readonly acceptPartial: boolean
  /** For rows that do not say where, or when, themselves. */
  readonly facilityId?: string | undefined
  readonly observedAt?: string | undefined
}

/** A facility's inventory and the files it came in. */
export const createDevicesApi = ({ ask }: Transport) => ({
  inventory: (query: {
    readonly facilityId: string
    readonly after?: string | undefined
    readonly reason?: string | undefined
  }) => ask({ method: 'GET', path: '/v1/devices', query }, inventoryPageSchema),
  importFile: (key: string, file: InventoryFile) =>
    ask(
      {
        method: 'POST',
        path: '/v1/devices/import',
        query: {
          acceptPartial: String(file.acceptPartial),
          facilityId: file.facilityId,
          observedAt: file.observedAt,
        },
        key,
        stream: { body: file.body, contentType: file.contentType },
      },
      importViewSchema,
    ),
  imports: () => ask({ method: 'GET', path: '/v1/imports' }, z.array(importViewSchema)),
  getImport: (importId: string) => ask({ method: 'GET', path: `/v1/imports/${importId}` }, importViewSchema),
})
