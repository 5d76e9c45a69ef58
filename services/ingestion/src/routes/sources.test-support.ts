import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { answerOf } from '../../../../packages/domain/src/sources/fixtures/openfda-records.ts'
import { content, pumpPrefix } from '../fixtures.test-support.ts'
import {
  type Answered,
  type Client,
  openTestHouse,
  type TestHouse,
  textAt,
} from '../ingestion.test-support.ts'

/** A firm with two people that imports records. */
export type SourcesHouse = {
  readonly house: TestHouse
  readonly editor: Client
  readonly approver: Client
  send(text: string, query?: string, client?: Client): Promise<Answered>
  sendRecords(...records: readonly object[]): Promise<Answered>
  /** The id of the one event that the records are about. */
  imported(...records: readonly object[]): Promise<string>
  /** The id of a recall that two people published. */
  published(change?: object, reference?: string): Promise<string>
  /** The types of the events on a topic, those of the directory left out. */
  typesOf(topic: 'recall.events' | 'audit.events'): Promise<readonly string[]>
}

export async function openSourcesHouse(backEnd: BackEnd): Promise<SourcesHouse> {
  const house = await openTestHouse(backEnd)
  const { client: approver } = await house.tenant('manufacturer', 'manufacturer-approver', {
    name: 'Northwind Devices',
    labellerPrefixes: [pumpPrefix],
  })
  const { client: editor } = await house.colleague(approver, 'manufacturer-editor')
  const send = (text: string, query = '', client = editor) =>
    client.send(`/v1/sources/openfda${query}`, 'application/json', text)
  const sendRecords = (...records: readonly object[]) => send(answerOf(...records))
  return {
    house,
    editor,
    approver,
    send,
    sendRecords,
    imported: async (...records) => textAt((await sendRecords(...records)).body, 'events', 0, 'sourceId'),
    published: async (change = {}, reference = 'FA-1') => {
      const draft = await editor.post('/v1/notices', { reference, content: content(), ...change })
      const recallId = textAt(draft.body, 'recallId')
      const approved = await approver.post(`/v1/notices/${recallId}/approve`)
      if (approved.status !== 200) throw new Error(approved.raw)
      return recallId
    },
    typesOf: async (topic) =>
      (await house.events(topic)).map(({ type }) => type).filter((type) => !type.includes('directory')),
  }
}
