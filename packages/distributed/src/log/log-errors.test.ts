import { describe, expect, test } from 'vitest'
import { isOfClient, ofClient, sendError, unavailable } from './log-errors.ts'

const ofKafkajs = (type: string, name = 'KafkaJSProtocolError') =>
  Object.assign(new Error(`Kafka says ${type}`), { name, type })

describe('what Kafka did not do', () => {
  test('is worth a retry, and keeps its words', () => {
    const cause = ofKafkajs('NOT_LEADER_FOR_PARTITION')
    expect(unavailable('Kafka did not answer', cause)).toMatchObject({
      code: 'log-unavailable',
      retry: 'later',
      message: 'Kafka did not answer: Kafka says NOT_LEADER_FOR_PARTITION',
      cause,
    })
  })

  test('is worth none where it refuses the sign-in, however often that is wrapped', () => {
    const refused = unavailable('one', ofKafkajs('', 'KafkaJSSASLAuthenticationError'))
    expect(unavailable('two', refused)).toMatchObject({ code: 'upstream-refused', retry: 'never' })
  })

  test.each(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'])('is the record’s fault at %s', (type) => {
    expect(sendError('case.events', ofKafkajs(type))).toMatchObject({
      code: 'record-too-large',
      retry: 'never',
      message: expect.stringContaining('case.events'),
    })
  })

  test('comes from the client even where its own code fails, and never from a handler', async () => {
    const rebalancing = ofKafkajs('REBALANCE_IN_PROGRESS')
    await expect(ofClient(() => Promise.reject(rebalancing))).rejects.toBe(rebalancing)
    const inside = await ofClient(() => Promise.reject(new TypeError('null'))).catch((error) => error)
    expect(inside).toMatchObject({ code: 'log-unavailable', message: 'kafkajs failed: null' })
    expect([rebalancing, inside, new TypeError('null')].map(isOfClient)).toEqual([true, true, false])
  })
})
