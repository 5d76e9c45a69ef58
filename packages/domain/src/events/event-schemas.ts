import { z } from 'zod'
import { type EventType, eventCatalogue, eventTypes } from './event-catalogue.ts'
import { topics } from './topics.ts'

/** JSON Schema of an event's `data`, as its envelope's `dataschema` names it. */
export const dataSchemaOf = (type: EventType): object =>
  z.toJSONSchema(eventCatalogue[type].data, { io: 'output', unrepresentable: 'any' })

/** An AsyncAPI 3.0 document of the log: its topics, and the messages on each. Made from the schemas that check the events. */
export const renderAsyncApi = (info: { readonly title: string; readonly version: string }): object => ({
  asyncapi: '3.0.0',
  info,
  defaultContentType: 'application/cloudevents+json',
  channels: Object.fromEntries(topics.map((topic) => [topic, channelOf(topic)])),
  components: { messages: Object.fromEntries(eventTypes.map((type) => [type, messageOf(type)])) },
})

function channelOf(topic: string): object {
  const carried = eventTypes.filter((type) => eventCatalogue[type].topic === topic)
  return {
    address: topic,
    messages: Object.fromEntries(carried.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
  }
}

const messageOf = (type: EventType): object => ({
  name: type,
  contentType: 'application/cloudevents+json',
  payload: {
    type: 'object',
    description:
      'A CloudEvents 1.0 envelope in structured JSON; `time` is when it was recorded, `occurredat` when it happened.',
    required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'occurredat', 'actor', 'data'],
    properties: { specversion: { const: '1.0' }, type: { const: type }, data: dataSchemaOf(type) },
  },
})
