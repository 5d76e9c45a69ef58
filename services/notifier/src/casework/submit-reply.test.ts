import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId, pump, secondPump } from '../letters/testing/sample-case.ts'
import { organisationId, publishedAt } from '../letters/testing/sample-recall.ts'
import { createDesk, type Desk } from '../testing/create-desk.ts'
import { matchedData, publishedData, seedRecall } from '../testing/seed-recall.ts'
import { submitHoldsNone } from '../testing/submit-holds-none.ts'
import { submitReply } from './submit-reply.ts'

let backEnd: BackEnd
let folder: string
let desk: Desk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  await seedRecall(backEnd)
  desk = createDesk(backEnd, await openFolderMailer(folder))
})
afterEach(async () => {
  await backEnd.close()
  await rm(folder, { recursive: true })
})

const holdsNone = () => submitHoldsNone(desk)

describe('a reply', () => {
  beforeEach(async () => {
    await desk.say('recallwire.notice-published.v1', publishedData())
    await desk.say('recallwire.units-matched.v1', matchedData([pump, secondPump]))
    await desk.runDays(1)
  })

  test('sent twice is one reply with the name it was first given', async () => {
    const first = await holdsNone()
    expect(await holdsNone()).toEqual(first)
    const [on] = await desk.cases()
    expect(on?.replies).toHaveLength(1)
    const reference = on?.replies[0]?.personalRef ?? ''
    expect((await backEnd.personal.get(reference))?.value).toEqual({
      name: 'Dana Whitfield',
      role: 'Recall coordinator',
    })
  })

  test('carries no name into any event', async () => {
    await holdsNone()
    await desk.run()
    expect(JSON.stringify(desk.seen)).not.toMatch(/Whitfield|lakeside\.example/)
    expect(desk.seen.some(({ data }) => JSON.stringify(data).includes('ReplyReceived'))).toBe(true)
  })

  test('that is refused leaves no name behind', async () => {
    const [on] = await desk.cases()
    const kept: string[] = []
    const personal: BackEnd['personal'] = {
      ...backEnd.personal,
      put: (reference, record) => {
        kept.push(reference)
        return backEnd.personal.put(reference, record)
      },
    }
    const deps = { ...desk.deps, backEnd: { ...backEnd, personal } }
    const refused = await submitReply(deps, {
      caseId,
      channel: 'console',
      actor: { organisationId, role: 'facility-staff', by: 'p2' },
      occurredAt: desk.deps.clock.now(),
      requestId: 'r2',
      person: { name: 'Dana Whitfield', role: 'Recall coordinator' },
      holdsNone: true,
      units: [{ custodyId: pump.custodyId, disposition: 'found' }],
      dutyIds: on?.duties.map(({ dutyId }) => dutyId) ?? [],
      statement: 'We hold none.',
    })
    expect(refused).toMatchObject({ kind: 'refused', reason: 'contradiction' })
    expect(kept).toEqual([])
  })
})
