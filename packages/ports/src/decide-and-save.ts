import type { Change, SaveResult, Stored } from './aggregate-store.ts'

type Step<Document, Refusal> =
  | { readonly kind: 'save'; readonly next: Document; readonly events: Change<Document>['events'] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

export type Decided<Document, Refusal> =
  | {
      readonly kind: 'saved' | 'nothing' | 'already-applied'
      readonly document: Document | undefined
      readonly version: number
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** So many rounds of "someone else was faster" on one document are a bug, not traffic. */
const maxRounds = 50

/**
 * Reads a document, lets a pure rule decide, writes the outcome with its events, and starts again when someone else
 * wrote in between. The rule may run several times and must not do anything but decide.
 */
export async function decideAndSave<Document, Refusal = never>(
  store: {
    read(): Promise<Stored<Document> | undefined>
    save(change: Change<Document>): Promise<SaveResult>
  },
  change: { readonly id: string; readonly causeId?: string | undefined },
  decide: (current: Document | undefined) => Step<Document, Refusal>,
): Promise<Decided<Document, Refusal>> {
  for (let round = 0; round < maxRounds; round += 1) {
    const stored = await store.read()
    const step = decide(stored?.document)
    if (step.kind === 'refused') return step
    const expectedVersion = stored?.version ?? 0
    if (step.kind === 'nothing')
      return { kind: 'nothing', document: stored?.document, version: expectedVersion }
    const { next, events } = step
    const result = await store.save({ ...change, expectedVersion, next, events })
    if (result.kind === 'saved') return { kind: 'saved', document: next, version: result.version }
    if (result.kind === 'already-applied') return { ...result, document: stored?.document }
  }
  throw new Error(`document ${change.id} changed under ${maxRounds} attempts to write it`)
}
