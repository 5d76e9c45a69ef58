import { describe, expect, test } from 'vitest'
import { eventCatalogue, eventTypes } from './event-catalogue.ts'
import { dataSchemaOf, renderAsyncApi } from './event-schemas.ts'

describe('the description of the events', () => {
  test.each(eventTypes)('%s has a schema of an object with named members', (type) => {
    expect(dataSchemaOf(type)).toMatchObject({
      type: 'object',
      properties: expect.anything(),
      additionalProperties: false,
    })
  })

  test('lists every event on the topic it is published to, and on no other', () => {
    const document = renderAsyncApi({ title: 'Recallwire', version: '0' }) as {
      channels: Record<string, { messages: object }>
    }
    const listed = Object.entries(document.channels).flatMap(([topic, { messages }]) =>
      Object.keys(messages).map((type) => [type, topic]),
    )
    expect(listed.sort()).toEqual(eventTypes.map((type) => [type, eventCatalogue[type].topic]).sort())
  })
})
