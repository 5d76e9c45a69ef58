import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { recalls, streamsOf } from './event-streams.test-support.ts'
import { createTestMatcher, matchesOf, now, type TestMatcher } from './matcher.test-support.ts'
import { createChoice } from './seeded-choice.test-support.ts'

type Delivery = readonly RecallEvent[] | 'scan'

/** One course of a log: the streams mixed, each in its own order, in batches, with scans in between. */
function courseOf(seed: number): readonly Delivery[] {
  const choice = createChoice(seed)
  const waiting = streamsOf(choice).map((stream) => [...stream])
  const course: Delivery[] = []
  for (let open = waiting; open.length > 0; open = open.filter((stream) => stream.length > 0)) {
    if (choice.chance(0.2)) course.push('scan')
    course.push(choice.of(open).splice(0, 1 + choice.below(3)))
  }
  return [...course, 'scan']
}

const take = (matcher: TestMatcher, delivery: Delivery) =>
  delivery === 'scan' ? matcher.scan() : matcher.handle(...delivery)

/** Every stored match, ended ones and ones of closed recalls included, as bytes. */
async function storedAfter(course: readonly Delivery[], restart: (step: number) => boolean): Promise<string> {
  const backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  try {
    let matcher = createTestMatcher(backEnd)
    for (const [step, delivery] of course.entries()) {
      if (restart(step)) matcher = createTestMatcher(backEnd)
      await take(matcher, delivery)
    }
    const matches = (await Promise.all(recalls.map((recallId) => matchesOf(backEnd, recallId)))).flat()
    return matches
      .map((match) => JSON.stringify(match))
      .sort()
      .join('\n')
  } finally {
    await backEnd.close()
  }
}

test('a replay of the log from zero gives every match again, id and verdict byte for byte', async () => {
  let total = 0
  for (let seed = 1; seed <= 30; seed += 1) {
    const course = courseOf(seed)
    const first = await storedAfter(course, () => false)
    const replayed = await storedAfter(course, (step) => step % 3 === 2)
    expect(replayed, `seed ${seed}`).toBe(first)
    total += first.split('\n').length
  }
  expect(total).toBeGreaterThan(100)
})
