import type { DeliveryView, EndpointView } from '@recallwire/domain/views/webhook-view.ts'
import { renderTable } from './render-table.ts'
import { shortInstant } from './words.ts'

export const renderEndpoints = (endpoints: readonly EndpointView[]): string =>
  renderTable(
    ['FACILITY', 'ADDRESS', 'STATE', 'ID', 'BECAUSE'],
    endpoints.map(({ facilityName, url, state, endpointId, disabledBecause }) => [
      facilityName,
      url,
      state,
      endpointId,
      disabledBecause ?? '',
    ]),
    'No address is registered.',
  )

/** The newest first, each with what its last try came to. */
export const renderDeliveries = (deliveries: readonly DeliveryView[]): string =>
  renderTable(
    ['QUEUED', 'ABOUT', 'STATE', 'TRIES', 'LAST', 'ID'],
    deliveries.map(({ createdAt, about, state, tries, attempts, deliveryId }) => {
      const last = attempts.at(-1)
      return [
        shortInstant(createdAt),
        about,
        state,
        `${tries}`,
        last === undefined ? '' : `${last.status ?? last.problem ?? ''}`,
        deliveryId,
      ]
    }),
    'No message yet.',
  )
