import { describe, expect, test } from 'vitest'
import { emptyNotice, evolveNotice } from '../notice/evolve-notice.ts'
import { contentWith, firmId } from '../notice/notice.test-support.ts'
import { noticeContentSchema } from '../notice/notice-content.ts'
import { judgeFacts } from '../scope/verdict.ts'
import { enforcementRecord, pageOf2012, recallRecord } from './fixtures/openfda-records.ts'
import { joinSources, type SourceVersion } from './join-sources.ts'
import { aliasesOf, fieldsOfNotice, namesRecall } from './notice-fields.ts'
import { parseSources } from './parse-sources.ts'
import { proposedContentSchema } from './proposal.ts'
import { proposeNotice } from './propose-notice.ts'
import { proposeRevision } from './propose-revision.ts'

const at = '2025-08-10T00:00:00.000Z'
const versionsOf = (...records: readonly object[]): readonly SourceVersion[] => {
  const sources = parseSources(JSON.stringify(records))
  if (sources.kind === 'unreadable') throw new Error(sources.detail)
  return sources.records.map(({ record }) => ({ record, importedAt: at }))
}
const missing = (...records: readonly object[]) =>
  proposeNotice(versionsOf(...records))
    .openPoints.filter(({ weight }) => weight === 'missing')
    .map(({ pointer }) => pointer)

describe('a notice out of FDA’s records', () => {
  const proposal = proposeNotice(versionsOf(enforcementRecord(), recallRecord()))

  test('says what they say, units in their own words and identifiers read from them', () => {
    expect(proposal.aliases).toEqual(['Z-9001-2025', 'RES 99101'])
    expect(proposal.content).toMatchObject({
      recallClass: 'II',
      sourceStatus: 'classified',
      initiatedOn: '2025-06-02',
      reason: 'A worn latch can open.',
      instructions: [
        'On June 2, 2025, Northwind sent letters by courier.',
        'Take listed pumps out of service.',
        'Return the reply form even if you hold none.',
      ],
      contact: { name: 'Recall desk', phone: '800-555-0142' },
      products: [
        {
          productId: 'Z-9001-2025',
          manufacturer: 'Northwind Devices Inc.',
          dis: ['09506000134352'],
          refs: ['NW-100'],
          units: { prose: 'UDI-DI: 09506000134352. Serial Numbers: NW1001, NW1002 & NW1003.' },
          verbatim: 'UDI-DI: 09506000134352. Serial Numbers: NW1001, NW1002 & NW1003.',
        },
      ],
    })
    expect(proposedContentSchema.parse(proposal.content)).toEqual(proposal.content)
  })

  test('lists what they do not say, and invents none of it', () => {
    expect(missing(enforcementRecord(), recallRecord())).toEqual([
      '/content/action',
      '/content/hazard',
      '/content/contact/email',
    ])
    expect(missing(enforcementRecord())).toEqual([
      '/content/action',
      '/content/hazard',
      '/content/instructions',
      '/content/contact/name',
      '/content/contact/phone',
      '/content/contact/email',
    ])
    expect(missing(pageOf2012())).toContain('/content/initiatedOn')
    for (const member of ['action', 'hazard']) expect(proposal.content).not.toHaveProperty(member)
  })

  test('is a whole notice once that is filled in', () => {
    const { contact, ...rest } = proposal.content
    const filled = noticeContentSchema.parse({
      ...rest,
      action: 'correction',
      hazard: 'Therapy may be interrupted.',
      contact: { ...contact, email: 'recalls@northwind.example.com' },
    })
    expect(filled.products[0]?.units).toEqual({ prose: expect.any(String) })
    const verdictOf = (serial: string | undefined) =>
      judgeFacts(filled.products, { di: '09506000134352', ...(serial === undefined ? {} : { serial }) })
        ?.value
    expect([verdictOf('NW1002'), verdictOf('NW2000'), verdictOf(undefined)]).toEqual([
      'affected',
      'outside',
      'possible',
    ])
  })

  test('pads a short UDI-DI, and leaves out one whose check digit is wrong by name', () => {
    const points = proposeNotice(
      versionsOf(
        enforcementRecord({ code_info: 'GTIN 9506000134352, UDI-DI: 09506000134353 Lot Numbers: A1' }),
      ),
    )
    expect(points.content.products[0]?.dis).toEqual(['09506000134352'])
    expect(points.openPoints).toContainEqual({
      weight: 'check',
      pointer: '/content/products/0/dis',
      detail: expect.stringContaining('check digit'),
    })
  })

  test('asks whether all units are meant where the record is silent, and for a product code where it has none', () => {
    const silent = proposeNotice(
      versionsOf(enforcementRecord({ code_info: 'Not applicable', product_description: 'Sample tray' })),
    )
    expect(silent.openPoints.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/content/products/0/units', '/content/products/0/refs']),
    )
    expect(missing(enforcementRecord({ code_info: '', product_description: '' }))).toContain(
      '/content/products',
    )
  })

  test('of many records keeps to what a notice takes, and says so', () => {
    const many = Array.from({ length: 201 }, (_, index) =>
      enforcementRecord({ recall_number: `Z-${String(index + 1000)}-2025` }),
    )
    const { content, openPoints } = proposeNotice(versionsOf(...many))
    expect([content.products.length, content.sources.length]).toEqual([200, 50])
    expect(openPoints.filter(({ weight }) => weight === 'check').map(({ pointer }) => pointer)).toEqual([
      '/content/products',
      '/content/sources',
    ])
  })
})

describe('a published notice', () => {
  const content = contentWith()
  const notice = evolveNotice(
    emptyNotice({ recallId: 'r'.repeat(26), firmOrganisationId: firmId, reference: 'FA-1', aliases: [] }),
    {
      kind: 'NoticePublished',
      revision: {
        revision: 1,
        materialRevision: 1,
        kind: 'initial',
        changed: [],
        content,
        draftedBy: 'editor',
        approvedBy: 'approver',
        publishedAt: at,
      },
    },
  )

  test('gets a class and a standing proposed, and nothing that facilities must be told', () => {
    const proposal = proposeRevision(notice, versionsOf(enforcementRecord(), recallRecord()))
    if (proposal.kind !== 'revision') throw new Error(proposal.kind)
    expect(proposal).toMatchObject({
      revisionKind: 'reclassify',
      basedOn: 1,
      changes: ['class: not yet classified becomes II', 'standing: notice becomes classified'],
    })
    const { recallClass, sourceStatus, sources, ...untouched } = proposal.content
    expect([recallClass, sourceStatus]).toEqual(['II', 'classified'])
    expect(content).toMatchObject(untouched)
    expect(sources.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(noticeContentSchema.parse(proposal.content)).toEqual(proposal.content)
  })

  test('gets nothing proposed where FDA says nothing new, but is told what differs', () => {
    const unclassified = enforcementRecord({ classification: 'Not Yet Classified' })
    expect(proposeRevision(notice, versionsOf(unclassified)).kind).toBe('nothing')
    const ended = enforcementRecord({
      classification: '',
      status: 'Terminated',
      termination_date: '20251105',
    })
    expect(proposeRevision(notice, versionsOf(ended))).toMatchObject({
      kind: 'nothing',
      openPoints: [{ pointer: '/status', detail: expect.stringContaining('2025-11-05') }],
    })
    const closed = { ...notice, closedAt: at }
    expect(proposeRevision(closed, versionsOf(enforcementRecord())).kind).toBe('nothing')
  })

  test('speaks first of what the firm knows, and FDA of the class', () => {
    const { fields } = joinSources(versionsOf(enforcementRecord()), fieldsOfNotice(content))
    expect(fields).toMatchObject({
      reason: { source: 'notice', differs: false },
      action: { source: 'notice' },
      manufacturer: { source: 'notice' },
      recallClass: {
        value: 'II',
        source: 'openfda-enforcement',
        differs: true,
        others: [{ source: 'notice', value: 'unclassified', superseded: false }],
      },
    })
  })

  test.each([
    ['its recall number', ['Z-9001-2025'], true],
    ['its event', ['99101'], true],
    ['its event with a word before it', ['RES 99101'], true],
    ['another number', ['Z-9001-2024', '9910'], false],
    ['none', [], false],
  ])('is found by %s among its aliases', (_name, aliases, found) => {
    expect(namesRecall({ reference: 'FA-1', aliases }, joinSources(versionsOf(enforcementRecord())))).toBe(
      found,
    )
  })

  test('is found by what attaching records', () => {
    const recall = joinSources(versionsOf(recallRecord()))
    for (const alias of aliasesOf(recall))
      expect(namesRecall({ reference: 'FA-1', aliases: [alias] }, recall)).toBe(true)
  })
})
