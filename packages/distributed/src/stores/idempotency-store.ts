import type { IdempotencyBegun, IdempotencyStore } from '@recallwire/ports/idempotency-store.ts'
import type { Database } from '../database/database.ts'
import { jsonOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'

type Answered = Omit<Extract<IdempotencyBegun, { kind: 'answered' }>, 'kind'>

export function createIdempotencyStore(db: Database): IdempotencyStore {
  const records = db.collection('idempotency_records')
  const idOf = ({ organisationKey, key }: { readonly organisationKey: string; readonly key: string }) =>
    JSON.stringify([organisationKey, key])
  const heldAt = (input: Parameters<typeof idOf>[0] & { readonly at: string }) => ({
    _id: idOf(input),
    at: input.at,
    answer: { $exists: false },
  })

  /** `mark` is this claim's: one that was made, and whose answer was lost, is known again. */
  const begin = async (
    input: Parameters<IdempotencyStore['begin']>[0],
    mark: string,
  ): Promise<IdempotencyBegun> => {
    const { bodyHash, at, staleAfterMs } = input
    const _id = idOf(input)
    for (;;) {
      if (await records.insert({ _id, bodyHash, at, mark })) return { kind: 'started' }
      const known = await records.first({ _id })
      if (known === undefined) continue
      if (known.mark === mark) return { kind: 'started' }
      if (textOf(known, 'bodyHash') !== bodyHash) return { kind: 'mismatch' }
      if (known.answer !== undefined) return { kind: 'answered', ...jsonOf<Answered>(known, 'answer') }
      const begunAt = textOf(known, 'at')
      if (Date.parse(at) - Date.parse(begunAt) < staleAfterMs) return { kind: 'running' }
      const held = { _id, at: begunAt, mark: known.mark, answer: { $exists: false } }
      if (await records.update(held, { $set: { at, mark } })) return { kind: 'started' }
    }
  }
  return {
    begin: (input) => {
      const mark = newWriteMark()
      return settle(() => begin(input, mark))
    },
    finish: async ({ status, body, contentType, streamHash, ...input }) => {
      const answer: Answered = {
        status,
        body,
        contentType,
        ...(streamHash === undefined ? {} : { streamHash }),
      }
      await settle(() => records.update(heldAt(input), { $set: { answer: JSON.stringify(answer) } }))
    },
    abandon: async (input) => {
      await settle(() => records.remove(heldAt(input)))
    },
  }
}
