import type { IdempotencyStore, StoredAnswer } from '../idempotency-store.ts'

type Row = { readonly bodyHash: string; readonly at: string; readonly answer?: StoredAnswer }

/** The promises of IdempotencyStore on a Map: what the server's own tests hold it against. */
export const createMemoryIdempotency = (): IdempotencyStore & { readonly rows: ReadonlyMap<string, Row> } => {
  const rows = new Map<string, Row>()
  const nameOf = (id: { organisationKey: string; key: string }) => `${id.organisationKey}\n${id.key}`
  return {
    rows,
    begin: async ({ bodyHash, at, staleAfterMs, ...id }) => {
      const row = rows.get(nameOf(id))
      if (row !== undefined && row.bodyHash !== bodyHash) return { kind: 'mismatch' }
      if (row?.answer !== undefined) return { kind: 'answered', ...row.answer }
      if (row !== undefined && Date.parse(at) - Date.parse(row.at) <= staleAfterMs) return { kind: 'running' }
      rows.set(nameOf(id), { bodyHash, at })
      return { kind: 'started' }
    },
    finish: async ({ organisationKey, key, at, ...answer }) => {
      const name = nameOf({ organisationKey, key })
      const row = rows.get(name)
      if (row !== undefined && row.at === at) rows.set(name, { ...row, answer })
    },
    abandon: async ({ at, ...id }) => {
      if (rows.get(nameOf(id))?.at === at) rows.delete(nameOf(id))
    },
  }
}
