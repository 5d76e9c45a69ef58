import { kafkaConfigSchema } from '@recallwire/distributed/config.ts'
import { readConfig } from '@recallwire/runtime/config.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { help, runTopics } from './run-topics.ts'

const [command = '--help', ...more] = process.argv.slice(2)

if (command === '--help') console.log(help)
else if ((command !== 'create' && command !== 'check') || more.length > 0) {
  console.error(`${[command, ...more].join(' ')} is not a command\n\n${help}`)
  process.exitCode = 2
} else {
  try {
    const config = readConfig(
      kafkaConfigSchema,
      process.env,
      // The whole environment of a service may be given.
      Object.keys(process.env).filter((name) => !name.startsWith('RECALLWIRE_KAFKA_')),
    )
    const logger = createLogger({ level: 'error', destination: process.stderr })
    const problems = await runTopics(command, config, logger)
    for (const problem of problems) console.error(problem)
    if (problems.length === 0) console.log('The topics are as they have to be.')
    else process.exitCode = 1
  } catch (error) {
    console.error(findRecallError(error)?.message ?? error)
    // A connection may still be trying.
    process.exit(1)
  }
}
