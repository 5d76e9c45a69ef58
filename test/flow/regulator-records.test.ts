import { sourceImportSchema, sourceSummarySchema } from '@recallwire/domain/views/source-view.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askAs } from './access/ask-as.ts'
import { personOf } from './access/targets.ts'
import { type Installation, openInstallation } from './support/installation.ts'
import { readLetters } from './support/post-office.ts'
import { openRecord, type RecallRecord } from './support/recall-record.ts'

const dayMs = 86_400_000

/** Every pump of a model that is in the inventories by the hundred: were it a notice, it would reach all of them. */
const record = (change: object = {}) => ({
  recall_number: 'Z-9100-2025',
  event_id: '99300',
  classification: 'Class I',
  status: 'Ongoing',
  recalling_firm: 'Invented Devices Inc.',
  product_description: 'Infusion pump, product code 35700BAX2',
  code_info: 'UDI-DI: 00085412498683. All serial numbers.',
  reason_for_recall: 'A screw can be missing.',
  recall_initiation_date: '20250620',
  report_date: '20250806',
  ...change,
})

describe('records of FDA in a running installation', () => {
  let installation: Installation
  let recall: RecallRecord

  beforeAll(async () => {
    installation = await openInstallation('2025-06-20T14:00:00.000Z')
    await installation.pass(60_000)
    recall = await openRecord(installation)
  })
  afterAll(() => installation?.close())

  const post = async (name: string, path: string, body: unknown) => {
    const answer = await askAs(installation, personOf(installation, name), { method: 'POST', path, body })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
  /** What facilities could notice. */
  const seen = async () => ({
    cases: (await recall.cases()).map(({ caseId }) => caseId).sort(),
    letters: (await readLetters(installation.folder)).map(({ letterId }) => letterId).sort(),
    matches: (await recall.matches()).length,
    revision: (await recall.recall()).revision,
  })

  test('send nothing, open no case and match no unit, whatever they are attached to', async () => {
    const before = await seen()
    const imported = sourceImportSchema.parse(
      await post('Dana Whitlock', '/v1/sources/openfda', { results: [record()] }),
    )
    const [event] = imported.events
    expect(event?.outcome).toBe('draft-proposed')
    await installation.pass(60_000)
    expect(await seen()).toEqual(before)

    const { recallId } = recall
    await post('Dana Whitlock', `/v1/sources/${event?.sourceId}/attach`, { recallId })
    await installation.pass(60_000)
    expect(await seen()).toEqual(before)
    expect((await recall.recall()).aliases).toEqual(expect.arrayContaining(['Z-9100-2025', 'RES 99300']))

    const again = sourceImportSchema.parse(
      await post('Dana Whitlock', '/v1/sources/openfda', record({ report_date: '20250901' })),
    )
    expect(again.events).toMatchObject([{ outcome: 'enriched', recallId }])
    await installation.pass(60_000)
    expect(await seen()).toEqual(before)
  })

  test('bring a class to the recall only by two people, and even then nobody is written to', async () => {
    const before = await seen()
    const { recallId } = recall
    const list = await installation.as('Dana Whitlock').get(`/v1/sources?recallId=${recallId}`)
    const [listed] = z.array(sourceSummarySchema).parse(list)
    await post('Dana Whitlock', `/v1/sources/${listed?.sourceId}/draft`, {})
    await post('Priya Raman', `/v1/notices/${recallId}/approve`, {})
    await installation.pass(120_000)
    expect(await recall.recall()).toMatchObject({ recallClass: 'I', sourceStatus: 'classified', revision: 2 })
    expect(await seen()).toEqual({ ...before, revision: 2 })
  })

  test('are in the ledger with the recall they were attached to', async () => {
    await installation.pass(dayMs / 24)
    const rows = await installation.running.backEnd.ledger.rows(0, 100_000)
    const count = (type: string) => rows.filter(({ line }) => line.includes(type)).length
    expect(count('recallwire.source-recorded.v1')).toBe(2)
    const attached = rows.filter(({ line }) => line.includes('recallwire.source-attached.v1'))
    expect(attached.map(({ line }) => line.includes(recall.recallId))).toEqual([true])
  })
})
