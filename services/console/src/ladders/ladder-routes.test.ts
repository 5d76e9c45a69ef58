import { defaultLadders } from '@recallwire/domain/casework/ladder-rules.ts'
import { viewLadders } from '@recallwire/domain/views/ladder-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, start } from '../testing/open-console.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole
const path = `/recalls/${recallId}/ladders`
const api = `/v1/recalls/${recallId}/ladders`

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on(`GET ${api}`, { body: viewLadders(recallId, undefined) })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const set = { 'recall-class': 'II', 'based-on': '0', 'ii-reply-due': '3' }
const rows = {
  'ii-kind-0': 'reminder',
  'ii-after-0': '2',
  'ii-kind-4': 'escalation',
  'ii-after-4': '4',
  'ii-role-4': 'executive',
}

describe('the page of what follows when nobody answers', () => {
  test('shows every class with its steps, and which one this recall climbs', async () => {
    const { body, statusCode } = await site.get(path, await site.signIn('regulator'))
    expect(statusCode).toBe(200)
    expect(body).toMatch(/Class I: the ladder of this recall<\/h2>/)
    expect(body).toMatch(/Until this recall has a class, it is handled as class I/)
    expect(body).toContain(`the reply is due after ${defaultLadders.III.replyDue} business days`)
    expect(body).not.toContain('<form class="usa-form')
  })

  test('lets the firm set a ladder: empty rows are left out, and the version that was looked at is named', async () => {
    site.api.on(`POST ${api}`, { body: viewLadders(recallId, undefined) })
    const sent = await site.submit(path, await site.signIn('editor'), { ...set, ...rows })
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${path}?notice=ladder-changed`])
    expect(JSON.parse(site.api.last('POST').body)).toEqual({
      recallClass: 'II',
      ladder: {
        replyDue: 3,
        rungs: [
          { kind: 'reminder', after: 2 },
          { kind: 'escalation', after: 4, role: 'executive' },
        ],
      },
      basedOn: 0,
    })
  })

  test('puts what is refused beside its row, and keeps what was typed', async () => {
    const errors = [
      { pointer: '/ladder/rungs/1/after', detail: 'must be at most 60' },
      { pointer: '/ladder/rungs', detail: 'class II needs a reminder within 5 business days' },
    ]
    site.api.on(`POST ${api}`, {
      status: 422,
      body: { type: 'about:blank', title: 'No', status: 422, errors },
    })
    const sent = await site.submit(path, await site.signIn('editor'), { ...set, ...rows, 'ii-after-4': '99' })
    expect(sent.statusCode).toBe(422)
    expect(sent.body).toContain('href="#ii-after-4"')
    expect(sent.body).toContain('href="#ii-reply-due"')
    expect(sent.body).toMatch(/<details open>/)
    expect(sent.body).toMatch(/id="ii-after-4"[^>]*value="99"/)
  })

  test('offers the default where the firm set a ladder, and says who did', async () => {
    const stored = {
      recallId,
      firmOrganisationId: recallId,
      version: 2,
      set: { II: { replyDue: 3, rungs: [{ kind: 'reminder' as const, after: 2 }] } },
      changedAt: start,
      changedBy: personIdOf('editor'),
    }
    site.api.on(`GET ${api}`, { body: viewLadders(recallId, stored) })
    site.api.on(`POST ${api}`, { body: viewLadders(recallId, stored) })
    const cookie = await site.signIn('editor')
    expect((await site.get(path, cookie)).body).toContain('Class II: back to the default')
    const back = { 'recall-class': 'II', 'based-on': '2' }
    expect((await site.submit(`${path}/default`, cookie, back)).statusCode).toBe(303)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ recallClass: 'II', ladder: null, basedOn: 2 })
  })
})
