import type { Verdict } from '../scope/verdict.ts'
import type { Basis, Override, Proposal } from './override.ts'

export const at = '2025-06-22T15:00:00.000Z'

export const listed: Verdict = {
  value: 'affected',
  productId: 'P1',
  because: 'serial 1001 is on the list',
  matchedBy: 'di',
}

export const basisWith = (change: Partial<Basis> = {}): Basis => ({
  revision: 1,
  verdict: listed,
  factsHash: 'f'.repeat(64),
  scopeHash: 's'.repeat(64),
  ...change,
})

export const proposalWith = (change: Partial<Proposal> = {}): Proposal => ({
  kind: 'override',
  value: 'outside',
  reason: 'Rebuilt at the depot with the new latch.',
  firmName: 'Northwind Devices',
  proposedBy: { by: 'editor', role: 'manufacturer-editor' },
  proposedAt: at,
  basis: basisWith(),
  ...change,
})

export const overrideWith = (change: Partial<Override> = {}): Override => {
  const { kind: _kind, ...proposed } = proposalWith()
  return {
    ...proposed,
    confirmedBy: { by: 'approver', role: 'manufacturer-approver' },
    confirmedAt: '2025-06-22T16:00:00.000Z',
    ...change,
  }
}
