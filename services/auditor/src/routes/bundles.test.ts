import { recallId } from '@recallwire/domain/casework/case.test-support.ts'
import { verifyBundle } from '@recallwire/ledger/recallwire-verify.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appendEvents } from '../append-events.ts'
import {
  type Audit,
  clinic,
  distributor,
  firm,
  hospital,
  jsonOf,
  openAudit,
  operator,
  otherFirm,
  regulator,
  signer,
} from '../testing/open-audit.ts'
import { createSample, denials, denied, draftedOf, seedSample } from '../testing/sample-recall.ts'

const keys = [signer.vkey]
const url = `/v1/recalls/${recallId}/bundle`

let audit: Audit
beforeEach(async () => {
  audit = await openAudit()
  audit.serve()
})
afterEach(() => audit.close())

const append = (events: Parameters<typeof appendEvents>[1]) => appendEvents(audit.backEnd.ledger, events)
async function appendSample() {
  const sample = createSample()
  await seedSample(audit.backEnd, sample)
  await append([draftedOf('another recall', 'FA-2', 'q'.repeat(26)), denied('before'), ...sample.events])
  return sample.events.length
}
const bundle = async (actor = regulator, path = url) => {
  const { status, bytes } = await audit.ask(actor, path)
  expect(status).toBe(200)
  return bytes
}
const checkpoint = async () => {
  const view = z.object({ size: z.int(), checkpoint: z.string(), key: z.string(), signedAt: z.string() })
  return view.parse(jsonOf(await audit.ask(regulator, '/v1/ledger/checkpoint')))
}

describe('the bundle of a recall', () => {
  test.each([
    ['the firm', firm],
    ['a regulator', regulator],
  ])('verifies for %s, and holds every entry of the recall alone', async (_who, actor) => {
    const count = await appendSample()
    const report = verifyBundle(await bundle(actor), { keys })
    expect(report).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(`recall ${recallId}: ${count} entries (0 without body)`),
    })
  })

  test('names the place of a byte that was changed, wherever it is', async () => {
    await appendSample()
    const bytes = await bundle()
    const step = Math.max(1, Math.floor(bytes.length / 150))
    for (let position = 20; position < bytes.length; position += step) {
      const changed = Uint8Array.from(bytes)
      changed[position] = (changed[position] ?? 0) ^ 1
      const { status, message, file } = verifyBundle(changed, { keys })
      // A note whose signature line is hurt can no longer be checked; everything else is shown to be changed.
      const seen = file?.endsWith('.note') ? /^(tampered|cannot-check)$/ : /^tampered$/
      expect([position, message, file]).toEqual([position, message, expect.any(String)])
      expect(status).toMatch(seen)
    }
  })

  test('names the entry whose body was changed', async () => {
    await appendSample()
    const text = new TextDecoder().decode(await bundle())
    const changed = new TextEncoder().encode(
      text.replace('"disposition":"returned"', '"disposition":"isolated"'),
    )
    expect(verifyBundle(changed, { keys })).toMatchObject({
      status: 'tampered',
      seq: expect.any(Number),
      file: 'bodies.jsonl',
    })
  })

  test('proves that the ledger has grown from the checkpoint someone kept', async () => {
    await appendSample()
    const kept = await checkpoint()
    await append([denied('after'), draftedOf('after')])
    audit.pass(1_000)
    const options = { keys, checkpoints: [new TextEncoder().encode(kept.checkpoint)] }
    expect(verifyBundle(await bundle(), options)).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(`the checkpoint you hold of size ${kept.size}`),
    })
  })

  test('carries the status report with the entries it rests on', async () => {
    await appendSample()
    const text = new TextDecoder().decode(await bundle())
    expect(text).toMatch(/\n== \S*status-report\.json \d+\n/)
    expect(text).toContain(`"asOf": "${audit.deps.clock.now()}"`)
    expect(text).toMatch(/"row":"2 responding","seqs":\[\d+\]/)
  })

  test('is a file named after the recall', async () => {
    const count = await appendSample()
    const { headers } = await audit.ask(firm, url)
    expect(headers['content-disposition']).toContain(`FA-1-${count + 2}.bundle`)
  })

  test('is not there for another firm, and not for facilities, distributors and operators', async () => {
    await appendSample()
    expect((await audit.ask(otherFirm, url)).status).toBe(404)
    for (const actor of [hospital, clinic, distributor, operator])
      expect((await audit.ask(actor, url)).status).toBe(403)
  })
})

describe('the whole ledger', () => {
  const whole = '/v1/ledger/bundle'

  test('verifies for a regulator, over more entries than one checkpoint covers', async () => {
    const count = await appendSample()
    await checkpoint()
    await append(denials(300))
    expect(verifyBundle(await bundle(regulator, whole), { keys })).toMatchObject({
      status: 'ok',
      message: expect.stringContaining(`whole ledger: ${count + 302} entries (0 without body)`),
    })
  })

  test('is for regulators alone', async () => {
    await appendSample()
    for (const actor of [firm, hospital, distributor, operator])
      expect((await audit.ask(actor, whole)).status).toBe(403)
  })

  test('has nothing to prove while it is empty', async () => {
    expect((await audit.ask(regulator, whole)).status).toBe(409)
    expect((await audit.ask(regulator, '/v1/ledger/checkpoint')).status).toBe(409)
  })

  test('is signed as it is when someone asks for its state', async () => {
    const count = await appendSample()
    expect(await checkpoint()).toMatchObject({
      size: count + 2,
      key: signer.vkey,
      signedAt: audit.deps.realNow(),
      checkpoint: expect.stringMatching(new RegExp(`^${signer.name}\\n${count + 2}\\n`)),
    })
    expect((await audit.ask(distributor, '/v1/ledger/checkpoint')).status).toBe(403)
  })
})
