import { caseIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, personIdOf, start } from '../testing/open-console.ts'
import { caseSummary, westId } from '../testing/sample-cases.ts'
import { content, recallId, recallView } from '../testing/sample-recall.ts'
import { published, serveSample, summaryOf } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const replied = caseSummary({
  caseId: caseIdOf(recallId, westId),
  facilityId: westId,
  facilityName: 'Westfield Clinic',
  evidence: { ...caseSummary().evidence, received: true },
})

const draft = {
  kind: 'initial',
  content,
  draftedBy: personIdOf('editor'),
  draftedAt: '2031-03-06T14:00:00.000Z',
} as const

describe('the page of a recall', () => {
  test('counts each evidence step by itself, and leads from the number to its facilities', async () => {
    site.api.on(`GET /v1/recalls/${recallId}/cases`, { body: [replied, caseSummary()] })
    const cookie = await site.signIn('editor')
    const { body } = await site.get(`/recalls/${recallId}`, cookie)
    const number = (step: string) => new RegExp(`step=${step}#facilities">(\\d+)</a>`).exec(body)?.[1]
    expect(number('letterAccepted')).toBe('2')
    expect(number('received')).toBe('1')
    expect(number('assessed')).toBe('0')
    const filtered = await site.get(`/recalls/${recallId}?step=received`, cookie)
    expect(filtered.body).toContain('Westfield Clinic')
    expect(filtered.body).not.toContain('Eastfield Hospital')
    const others = await site.get(`/recalls/${recallId}?step=received&missing=yes`, cookie)
    expect(others.body).not.toContain('>Westfield Clinic')
  })

  test('says above all where a unit was seen after it had been reported gone', async () => {
    site.api.on(`GET /v1/recalls/${recallId}/cases`, { body: [caseSummary({ surfaced: 1 }), replied] })
    const { body } = await site.get(`/recalls/${recallId}`, await site.signIn('editor'))
    const alert = body.indexOf('1 unit reported returned, destroyed or used, and seen afterwards')
    expect(alert).toBeGreaterThan(0)
    expect(alert).toBeLessThan(body.indexOf('How far it has come'))
  })

  test('lists silent facilities first with deadline and rule', async () => {
    site.api.on(`GET /v1/recalls/${recallId}/cases`, { body: [replied, caseSummary()] })
    const { body } = await site.get(`/recalls/${recallId}`, await site.signIn('regulator'))
    expect(body.indexOf('Eastfield Hospital')).toBeLessThan(body.indexOf('Westfield Clinic'))
    expect(body).toContain('Silent, overdue 16 hours')
    expect(body).toContain('Rule: unclassified, as class I')
  })

  test('says which source governs and holds no form, so that it may refresh', async () => {
    const { body } = await site.get(`/recalls/${recallId}`, await site.signIn('editor'))
    expect(body).toMatch(/Governs<\/span> <strong>Letter to customers/)
    expect(body).toMatch(/Rank 2<\/span> <strong>Press article/)
    expect(body).toContain('hx-trigger')
    expect(body.match(/<form/g)).toHaveLength(1)
  })

  test('offers revising to the firm alone', async () => {
    const revise = `href="/recalls/${recallId}/revise"`
    expect((await site.get(`/recalls/${recallId}`, await site.signIn('editor'))).body).toContain(revise)
    expect((await site.get(`/recalls/${recallId}`, await site.signIn('staff'))).body).not.toContain(revise)
  })
})

describe('approval', () => {
  beforeEach(() => {
    site.api.on(`GET /v1/recalls/${recallId}`, {
      body: recallView({ status: 'draft', revision: 0, revisions: [], draft }),
    })
    site.api.on(`POST /v1/notices/${recallId}/approve`, { body: published })
  })

  test('shows the second person name, time and meaning, whom nobody can write to, and unknown accounts', async () => {
    const { body } = await site.get(`/recalls/${recallId}/reach`, await site.signIn('approver'))
    expect(body).toContain('Prepared by <strong>Edda Frost</strong>')
    expect(body).toContain('I, Abel Stone, approve as a second person, on')
    expect(body).toContain('1 facility has no usable contact')
    expect(body).toContain('100-404')
  })

  test('shows the original letter the notice carries, and passes it on as it is', async () => {
    const sha256 = 'a'.repeat(64)
    const content = { ...draft.content, firmLetter: { fileName: 'Customer letter.pdf', sha256, size: 4096 } }
    site.api.on(`GET /v1/recalls/${recallId}`, {
      body: recallView({ status: 'draft', revision: 0, revisions: [], draft: { ...draft, content } }),
    })
    site.api.on(`GET /v1/attachments/${sha256}`, { body: '%PDF-1.7', contentType: 'application/pdf' })
    const cookie = await site.signIn('approver')
    const { body } = await site.get(`/recalls/${recallId}/reach`, cookie)
    expect(body).toContain(
      `<a class="usa-link" href="/firm-letters/${sha256}">Customer letter.pdf</a>,\n4 kB`,
    )
    expect((await site.get(`/firm-letters/${sha256}`, cookie)).body).toBe('%PDF-1.7')
    expect((await site.get(`/firm-letters/${sha256}`, await site.signIn('staff'))).statusCode).toBe(403)
  })

  test('names the very draft that was looked at', async () => {
    const cookie = await site.signIn('approver')
    const answer = await site.submit(`/recalls/${recallId}/approve`, cookie, {
      waitingSince: draft.draftedAt,
    })
    expect(answer.headers.location).toBe(`/recalls/${recallId}?notice=published`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ waitingSince: draft.draftedAt })
  })

  test('is not offered to whoever drafted it, nor to an editor', async () => {
    const own = { ...draft, draftedBy: personIdOf('approver') }
    site.api.on(`GET /v1/recalls/${recallId}`, {
      body: recallView({ status: 'draft', revision: 0, revisions: [], draft: own }),
    })
    const form = `action="/recalls/${recallId}/approve"`
    expect((await site.get(`/recalls/${recallId}/reach`, await site.signIn('approver'))).body).not.toContain(
      form,
    )
    expect((await site.get(`/recalls/${recallId}/reach`, await site.signIn('editor'))).body).not.toContain(
      form,
    )
    const tried = await site.submit(`/recalls/${recallId}/approve`, await site.signIn('staff'), {})
    expect(tried.statusCode).toBe(403)
  })

  test('of my own draft is not on my list, and of another it is', async () => {
    site.api.on('GET /v1/recalls', { body: [{ ...summaryOf(), status: 'draft', revision: 0 }] })
    expect((await site.get('/', await site.signIn('approver'))).body).toContain('Waits for your approval')
    expect((await site.get('/', await site.signIn('editor'))).body).toContain('Waits for a second person')
  })
})
