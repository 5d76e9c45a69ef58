import { recallId } from '@recallwire/domain/casework/case.test-support.ts'
import type { LedgerStore } from '@recallwire/ports/ledger-store.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendEvents } from './append-events.ts'
import { createCheckpointRound } from './checkpoint-loop.ts'
import { checkpointNow } from './sign-checkpoint.ts'
import { type Audit, openAudit, signer } from './testing/open-audit.ts'
import { createSample, denials, denied, draftedOf } from './testing/sample-recall.ts'

let audit: Audit
let round: () => Promise<'busy' | 'idle'>
beforeEach(async () => {
  audit = await openAudit()
  round = createCheckpointRound(audit.deps)
})
afterEach(() => audit.close())

const append = (events: Parameters<typeof appendEvents>[1]) => appendEvents(audit.backEnd.ledger, events)
const sizes = async () => (await audit.backEnd.ledger.checkpoints()).map(({ size }) => size)

describe('when the ledger is signed', () => {
  test('never while it is empty', async () => {
    expect(await round()).toBe('idle')
    audit.pass(600_000)
    expect(await round()).toBe('idle')
    expect(await sizes()).toEqual([])
  })

  test('as soon as 256 entries wait', async () => {
    await append(denials(255))
    expect(await round()).toBe('idle')
    await append([denied('the last')])
    expect(await round()).toBe('busy')
    expect(await sizes()).toEqual([256])
  })

  test('60 seconds after the first entry that waits was seen, however few there are', async () => {
    await append([denied('first')])
    expect(await round()).toBe('idle')
    audit.pass(30_000)
    await append([denied('second')])
    audit.pass(29_999)
    expect(await round()).toBe('idle')
    audit.pass(1)
    expect(await round()).toBe('busy')
    expect(await sizes()).toEqual([2])
  })

  test('anew for what comes after, and not again for what is signed', async () => {
    await append(denials(256))
    await round()
    audit.pass(600_000)
    expect(await round()).toBe('idle')
    await append([denied('later')])
    expect(await round()).toBe('idle')
    audit.pass(60_000)
    expect(await round()).toBe('busy')
    expect(await sizes()).toEqual([256, 257])
  })
})

describe('a checkpoint', () => {
  const sign = (ledger: LedgerStore = audit.backEnd.ledger) =>
    checkpointNow({ ledger, signer }, audit.deps.realNow())

  test('and its summary are of one size and one root', async () => {
    await append(createSample().events)
    const signed = await sign()
    const [checkpoint, summary] = [signed?.note, signed?.summary].map((note) => note?.split('\n') ?? [])
    expect(summary?.slice(1, 3)).toEqual(checkpoint?.slice(1, 3))
    expect(checkpoint?.[1]).toBe(String(createSample().events.length))
    expect(summary?.[0]).toBe(`${checkpoint?.[0]}/summary`)
  })

  test('and its summary are of one size though entries come while it is made', async () => {
    const { ledger } = audit.backEnd
    await append([draftedOf('1')])
    let late = 2
    const racing: LedgerStore = {
      ...ledger,
      recallHeads: async () => {
        const heads = await ledger.recallHeads()
        // An entry of the recall lands between the two reads, twice.
        if (late > 0) await append([draftedOf(`late ${late--}`)])
        return heads
      },
    }
    const signed = await sign(racing)
    expect(signed?.size).toBe(3)
    expect(signed?.note).toMatch(/^[^\n]+\n3\n/)
    expect(signed?.summary).toMatch(new RegExp(`^[^\\n]+\\n3\\n[^\\n]+\\n[^\\n]+\\n${recallId} 2 `))
  })

  test('is not signed twice for one size', async () => {
    await append([denied('one')])
    const first = await sign()
    audit.pass(1_000)
    expect(await sign()).toEqual(first)
    expect(await sizes()).toEqual([1])
  })
})
