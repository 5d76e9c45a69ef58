import { laddersViewSchema } from '@recallwire/domain/views/ladder-view.ts'
import type { Transport } from './transport.ts'

/** A ladder as it is to be, before it was checked; null: the default again. */
export type LadderChange = {
  readonly recallClass: string
  readonly ladder: { readonly replyDue: number; readonly rungs: readonly RungInput[] } | null
  readonly basedOn: number
}
export type RungInput = { readonly kind: string; readonly after: number; readonly role?: string }

/** When those who do not respond are reminded, and who is written to next. */
export const createLaddersApi = ({ ask }: Transport) => ({
  ofRecall: (recallId: string) =>
    ask({ method: 'GET', path: `/v1/recalls/${recallId}/ladders` }, laddersViewSchema),
  change: (recallId: string, key: string, body: LadderChange) =>
    ask({ method: 'POST', path: `/v1/recalls/${recallId}/ladders`, key, body }, laddersViewSchema),
})
