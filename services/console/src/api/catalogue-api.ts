import { catalogueDeviceViewSchema, catalogueViewSchema } from '@recallwire/domain/views/catalogue-view.ts'
import type { Transport } from './transport.ts'

/** The public device catalogue. */
export const createCatalogueApi = ({ ask }: Transport) => ({
  summary: () => ask({ method: 'GET', path: '/v1/catalogue' }, catalogueViewSchema),
  device: (di: string) =>
    ask(
      { method: 'GET', path: `/v1/catalogue/devices/${encodeURIComponent(di)}` },
      catalogueDeviceViewSchema,
    ),
})
