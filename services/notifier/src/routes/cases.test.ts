import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caseSummarySchema } from '@recallwire/domain/views/case-view.ts'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { caseId } from '../letters/testing/sample-case.ts'
import { publishedAt, recallId } from '../letters/testing/sample-recall.ts'
import {
  type ApiDesk,
  distributor,
  firm,
  openApiDesk,
  regulator,
  staff,
  stranger,
} from '../testing/open-api-desk.ts'

let backEnd: BackEnd
let folder: string
let desk: ApiDesk

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recallwire-mail-'))
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openApiDesk(backEnd, await openFolderMailer(folder))
})
afterEach(async () => {
  await desk.http.close()
  await backEnd.close()
  await rm(folder, { recursive: true })
})

describe('reading cases', () => {
  test.each([
    ['the facility', staff, 1],
    ['the firm', firm, 1],
    ['a regulator', regulator, 1],
    ['a distributor that forwarded nothing', distributor, 0],
    ['another hospital', stranger, 0],
  ])('%s finds the cases it has to do with', async (_who, actor, count) => {
    for (const url of ['/v1/cases', `/v1/recalls/${recallId}/cases`]) {
      const listed = z.array(caseSummarySchema).parse((await desk.get(actor, url)).body)
      expect(listed).toHaveLength(count)
    }
    expect((await desk.get(actor, `/v1/cases/${caseId}`)).status).toBe(count === 1 ? 200 : 404)
  })

  test('a case of another answers exactly as one that is not there', async () => {
    const [foreign, none] = [
      await desk.get(stranger, `/v1/cases/${caseId}`),
      await desk.get(stranger, `/v1/cases/${recallId}`),
    ]
    const { instance: _one, ...left } = foreign.body
    const { instance: _two, ...right } = none.body
    expect([foreign.status, left]).toEqual([none.status, right])
  })

  test('a letter shows the state the mail service left it in', async () => {
    expect((await desk.view(firm)).letters.map(({ kind, state }) => [kind, state])).toEqual([
      ['initial', 'sent'],
    ])
  })
})
