import type { Metrics } from '@recallwire/runtime/metrics.ts'

/** The rows of device imports, by what became of them. */
export const countedRows = (metrics: Metrics) =>
  metrics.counter({
    name: 'recallwire_device_rows_total',
    help: 'Rows of device imports, by what became of them.',
    labels: ['outcome'],
  })
