import { setTimeout as delay } from 'node:timers/promises'
import { findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'
import type { LogClient } from './log-client.ts'
import { findTopicProblems, type LogShape, planTopics } from './topic-plan.ts'

/** Every way in which the topics of a cluster differ from what they have to be, each as a sentence. */
export async function findLogProblems(
  client: Pick<LogClient, 'describeTopics'>,
  shape: LogShape,
): Promise<readonly string[]> {
  const plans = planTopics(shape)
  const found = await client.describeTopics(plans.map(({ name }) => name))
  return plans.flatMap((plan) =>
    findTopicProblems(
      plan,
      found.find(({ name }) => name === plan.name),
    ),
  )
}

/** Throws RecallError `config-invalid` that lists them. */
export async function checkTopics(client: Pick<LogClient, 'describeTopics'>, shape: LogShape): Promise<void> {
  const problems = await findLogProblems(client, shape)
  if (problems.length === 0) return
  throw new RecallError(
    'config-invalid',
    `The topics of Kafka are not as they have to be (infra/kafka makes and checks them):\n${problems
      .map((problem) => `  - ${problem}`)
      .join('\n')}`,
  )
}

const shownWithinMs = 30_000

/**
 * Makes the topics that are missing and waits until every partition answers. What is there is left as it is; answers what
 * is wrong with it.
 */
export async function makeTopics(
  client: Pick<LogClient, 'describeTopics' | 'createTopics' | 'ends'>,
  shape: LogShape,
): Promise<readonly string[]> {
  const plans = planTopics(shape)
  await client.createTopics(plans)
  const deadline = performance.now() + shownWithinMs
  for (;;) {
    try {
      const problems = await findLogProblems(client, shape)
      const isMissing = problems.some((problem) => problem.endsWith('is missing'))
      // A partition that is new has no leader for a moment, and what is asked of it fails.
      if (!isMissing) await Promise.all(plans.map(({ name }) => client.ends(name)))
      if (!isMissing || performance.now() > deadline) return problems
    } catch (error) {
      if (findRecallError(error)?.retry !== 'later' || performance.now() > deadline) throw error
    }
    await delay(50)
  }
}
