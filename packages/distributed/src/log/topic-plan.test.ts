import { describe, expect, test } from 'vitest'
import { type FoundTopic, findTopicProblems, planTopics } from './topic-plan.ts'

const [plan] = planTopics({ profile: 'cluster', partitions: 4, prefix: 'firm.' })
if (!plan) throw new Error('there is no topic')
const found: FoundTopic = {
  name: plan.name,
  partitions: [3, 3, 3, 3],
  settings: { ...plan.settings, 'compression.type': 'producer' },
}
const withSetting = (name: string, value: string): FoundTopic => ({
  ...found,
  settings: { ...found.settings, [name]: value },
})

describe('the topics', () => {
  test('are the five and their parked twins, with the prefix', () => {
    const names = planTopics({ profile: 'single', partitions: 4, prefix: '' }).map(({ name }) => name)
    expect(names).toHaveLength(10)
    expect(names).toContain('case.events')
    expect(names).toContain('case.events.parked')
    expect(plan.name).toBe('firm.recall.events')
  })

  test('take whatever they park, with its reason', () => {
    const plans = planTopics({ profile: 'single', partitions: 4, prefix: '' })
    const bytesOf = (topic: string) =>
      Number(plans.find(({ name }) => name === topic)?.settings['max.message.bytes'])
    expect(bytesOf('case.events.parked')).toBeGreaterThan(bytesOf('case.events'))
  })

  test('are kept by three brokers of which two confirm, or by one', () => {
    expect(plan).toMatchObject({ replicas: 3, settings: { 'min.insync.replicas': '2' } })
    const [single] = planTopics({ profile: 'single', partitions: 4, prefix: '' })
    expect(single).toMatchObject({ replicas: 1, settings: { 'min.insync.replicas': '1' } })
  })
})

describe('a topic that is there', () => {
  test('has no problem when it is as planned, or safer', () => {
    expect(findTopicProblems(plan, found)).toEqual([])
    expect(findTopicProblems(plan, { ...found, partitions: [3, 4, 3, 3] })).toEqual([])
    expect(findTopicProblems(plan, withSetting('min.insync.replicas', '3'))).toEqual([])
    expect(findTopicProblems(plan, withSetting('max.message.bytes', '8388608'))).toEqual([])
  })

  test('may not be missing', () => {
    expect(findTopicProblems(plan, undefined)).toEqual(['the topic firm.recall.events is missing'])
  })

  test.each([
    ['partitions', { ...found, partitions: [3, 3, 3] }, 'firm.recall.events has 3 partitions, not 4'],
    [
      'copies',
      { ...found, partitions: [3, 1, 3, 1] },
      '2 partitions of firm.recall.events are kept on fewer than 3 brokers',
    ],
    [
      'confirmations',
      withSetting('min.insync.replicas', '1'),
      'firm.recall.events has min.insync.replicas=1, not 2',
    ],
    [
      'time',
      withSetting('retention.ms', '604800000'),
      'firm.recall.events has retention.ms=604800000, not -1',
    ],
    [
      'room',
      withSetting('retention.bytes', '1073741824'),
      'firm.recall.events has retention.bytes=1073741824, not -1',
    ],
    [
      'history',
      withSetting('cleanup.policy', 'compact'),
      'firm.recall.events has cleanup.policy=compact, not delete',
    ],
    [
      'honest leaders',
      withSetting('unclean.leader.election.enable', 'true'),
      'firm.recall.events has unclean.leader.election.enable=true, not false',
    ],
    [
      'room for a record',
      withSetting('max.message.bytes', '1000'),
      'firm.recall.events has max.message.bytes=1000, not 4194304',
    ],
  ])('may not lack %s', (_what, topic, problem) => {
    expect(findTopicProblems(plan, topic)).toEqual([problem])
  })
})
