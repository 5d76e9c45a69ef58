import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { after, judged, latePump, recallFacts, sent, told } from '../letters/testing/sample-case.ts'
import { organisationId, publishedAt } from '../letters/testing/sample-recall.ts'
import type { FormValues } from './form-fields.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { formId, hiddenOf, wholeReply } from './testing/reply-forms.ts'

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

const noneHeld = async (): Promise<FormValues> => ({
  code,
  formId,
  revision: '1',
  understood: 'yes',
  holding: 'none',
  duty: (await desk.onCase()).duties.map((duty) => duty.dutyId),
  name: 'Dana Whitfield',
  role: 'Recall coordinator',
})

describe('holding none', () => {
  test('"we hold none" takes two steps and answers every unit on record', async () => {
    const asked = await desk.post(desk.path('/reply'), await noneHeld())
    expect(asked.body).toContain('Units on record')
    expect(asked.body).toContain('Serial 765201')
    expect((await desk.onCase()).replies).toEqual([])
    const done = await desk.post(desk.path('/reply'), hiddenOf(asked.body))
    expect(done.body).toContain('You answered that you hold none of these products.')
    const on = await desk.onCase()
    expect(on.replies[0]?.units.every((unit) => unit.disposition === 'not-held')).toBe(true)
    expect([on.replies[0]?.units.length, on.status]).toEqual([4, 'done'])
  })

  test('"we hold none" contradicts a unit that was isolated', async () => {
    const page = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { holding: 'none' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('this answer says that the unit is here')
  })

  test('is confirmed anew when another unit came to light in between', async () => {
    const asked = await desk.post(desk.path('/reply'), await noneHeld())
    await desk.saveCase(judged(await desk.onCase(), [latePump]))
    const again = await desk.post(desk.path('/reply'), hiddenOf(asked.body))
    expect(again.body).toContain('Serial 770412')
    expect((await desk.onCase()).replies).toEqual([])
    await desk.post(desk.path('/reply'), hiddenOf(again.body))
    expect((await desk.onCase()).replies[0]?.units).toHaveLength(5)
  })

  test('is a whole reply of a consignee without a unit on record', async () => {
    const addressed = {
      kind: 'AddressFacility',
      recall: recallFacts,
      organisationId,
      tellAt: publishedAt,
    } as const
    const other = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
    const alone = await openReplyDesk(
      other,
      sent(told(after(undefined, addressed, publishedAt), publishedAt), publishedAt),
    )
    expect((await alone.post(alone.path('/open'), { code })).body).toContain(
      'We have no unit of yours on record.',
    )
    const form = { ...(await noneHeld()), duty: (await alone.onCase()).duties.map((duty) => duty.dutyId) }
    const asked = await alone.post(alone.path('/reply'), form)
    await alone.post(alone.path('/reply'), hiddenOf(asked.body))
    expect((await alone.onCase()).status).toBe('done')
    await alone.close()
    await other.close()
  })
})
