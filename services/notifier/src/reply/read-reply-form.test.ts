import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { after, pump } from '../letters/testing/sample-case.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { wholeReply } from './testing/reply-forms.ts'

let backEnd: BackEnd
let desk: ReplyDesk
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openReplyDesk(backEnd)
})
afterEach(async () => {
  await desk.close()
  await backEnd.close()
})

describe('several senders and units in question', () => {
  beforeEach(async () => {
    const on = after(
      await desk.onCase(),
      {
        kind: 'AddSender',
        duty: { kind: 'distributor', senderName: 'Prairie Supply Co.', reference: 'PS-8841' },
      },
      publishedAt,
    )
    await desk.saveCase(after(on, { kind: 'QuestionLocation', custodyId: pump.custodyId }, publishedAt))
  })

  test('at least one sender is ticked, and only ticked ones are answered', async () => {
    const none = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { duty: [] }))
    expect(none.statusCode).toBe(422)
    expect(none.body).toContain('Tick at least one letter that this answers.')
    const [first, second] = (await desk.onCase()).duties
    await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { duty: second?.dutyId ?? '' }))
    const duties = (await desk.onCase()).duties
    expect(duties.map((duty) => [duty.dutyId, duty.dischargedAt !== undefined])).toEqual([
      [first?.dutyId, false],
      [second?.dutyId, true],
    ])
  })

  test('where a unit is can be confirmed, and must not contradict what was done with it', async () => {
    const here = `here-${pump.custodyId}`
    expect((await desk.post(desk.path('/open'), { code })).body).toContain(
      'This serial was reported elsewhere as well.',
    )
    const torn = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { [here]: 'no' }))
    expect(torn.statusCode).toBe(422)
    const gone = wholeReply(await desk.onCase(), {
      [here]: 'no',
      [`disposition-${pump.custodyId}`]: '',
      [`software-${pump.custodyId}`]: '',
    })
    expect((await desk.post(desk.path('/reply'), gone)).statusCode).toBe(200)
    const [answer] = (await desk.onCase()).replies[0]?.units ?? []
    expect(answer).toMatchObject({ custodyId: pump.custodyId, disposition: 'not-held' })
  })
})
