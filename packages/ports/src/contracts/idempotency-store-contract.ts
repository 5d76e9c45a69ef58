import { describe, expect, test } from 'vitest'
import { minutesLater } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const record = { organisationKey: 'hospital', key: 'k1' }
const request = { ...record, bodyHash: 'b1', at: minutesLater(0), staleAfterMs: 60_000 }
const answer = { status: 201, body: '{"id":"x"}', contentType: 'application/json' }

export function describeIdempotencyStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: idempotency records`, () => {
    test(
      'lets one of several requests with a key start, and tells the others that it runs',
      fresh(async ({ one, other }) => {
        const begun = await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            (index % 2 === 0 ? one : other).idempotency.begin(request),
          ),
        )
        const kinds = begun.map(({ kind }) => kind).sort()
        expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'running'), 'started'])
      }),
    )

    test(
      'replays the first answer as it was, to the same organisation alone',
      fresh(async ({ one, other }) => {
        await one.idempotency.begin(request)
        await one.idempotency.finish({ ...record, ...answer, at: request.at, streamHash: 's1' })
        const later = { ...request, at: minutesLater(99) }
        expect(await other.idempotency.begin(later)).toEqual({
          kind: 'answered',
          ...answer,
          streamHash: 's1',
        })
        const theirs = { ...later, organisationKey: 'another' }
        expect(await other.idempotency.begin(theirs)).toEqual({ kind: 'started' })
        const anotherKey = { ...later, key: 'k2' }
        expect(await other.idempotency.begin(anotherKey)).toEqual({ kind: 'started' })
      }),
    )

    test(
      'replays an answer without a stream without one',
      fresh(async ({ one }) => {
        await one.idempotency.begin(request)
        await one.idempotency.finish({ ...record, ...answer, at: request.at })
        expect(await one.idempotency.begin(request)).toEqual({ kind: 'answered', ...answer })
      }),
    )

    test(
      'refuses another body under the key, running, stale or answered',
      fresh(async ({ one }) => {
        const mismatch = { kind: 'mismatch' }
        await one.idempotency.begin(request)
        expect(await one.idempotency.begin({ ...request, bodyHash: 'b2' })).toEqual(mismatch)
        expect(await one.idempotency.begin({ ...request, bodyHash: 'b2', at: minutesLater(9) })).toEqual(
          mismatch,
        )
        await one.idempotency.finish({ ...record, ...answer, at: request.at })
        expect(await one.idempotency.begin({ ...request, bodyHash: 'b2' })).toEqual(mismatch)
      }),
    )

    test(
      'lets a request take over from one that crashed, after which the first changes nothing',
      fresh(async ({ one, other }) => {
        await one.idempotency.begin(request)
        const early = { ...request, at: new Date(Date.parse(request.at) + 59_999).toISOString() }
        expect(await other.idempotency.begin(early)).toEqual({ kind: 'running' })
        const late = { ...request, at: minutesLater(1) }
        expect(await other.idempotency.begin(late)).toEqual({ kind: 'started' })
        await one.idempotency.finish({ ...record, ...answer, status: 500, at: request.at })
        await one.idempotency.abandon({ ...record, at: request.at })
        expect(await one.idempotency.begin(late)).toEqual({ kind: 'running' })
        await other.idempotency.finish({ ...record, ...answer, at: late.at })
        expect(await one.idempotency.begin(late)).toEqual({ kind: 'answered', ...answer })
      }),
    )

    test(
      'gives an abandoned key back at once, and never an answered one',
      fresh(async ({ one, other }) => {
        await one.idempotency.begin(request)
        await one.idempotency.abandon({ ...record, at: request.at })
        expect(await other.idempotency.begin({ ...request, bodyHash: 'b2' })).toEqual({ kind: 'started' })
        await other.idempotency.finish({ ...record, ...answer, at: request.at })
        await other.idempotency.abandon({ ...record, at: request.at })
        const again = await one.idempotency.begin({ ...request, bodyHash: 'b2' })
        expect(again).toEqual({ kind: 'answered', ...answer })
      }),
    )
  })
}
