import { clockViewSchema } from '@recallwire/domain/views/clock-view.ts'
import type { Transport } from './transport.ts'

/** The simulated clock, where there is one. */
export const createClockApi = ({ ask }: Transport) => ({
  get: () => ask({ method: 'GET', path: '/v1/clock' }, clockViewSchema),
  advance: (key: string, hours: number) =>
    ask({ method: 'POST', path: '/v1/clock/advance', key, body: { hours } }, clockViewSchema),
})
