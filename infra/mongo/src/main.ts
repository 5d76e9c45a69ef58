import { mongoConfigSchema } from '@recallwire/distributed/config.ts'
import { readConfig } from '@recallwire/runtime/config.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { help, runSchema } from './run-schema.ts'

const [command = '--help', ...more] = process.argv.slice(2)

if (command === '--help') console.log(help)
else if ((command !== 'migrate' && command !== 'check') || more.length > 0) {
  console.error(`${[command, ...more].join(' ')} is not a command\n\n${help}`)
  process.exitCode = 2
} else {
  try {
    const config = readConfig(
      mongoConfigSchema,
      process.env,
      // The whole environment of a service may be given.
      Object.keys(process.env).filter((name) => !name.startsWith('RECALLWIRE_MONGODB_')),
    )
    const logger = createLogger({ level: 'error', destination: process.stderr })
    console.log(await runSchema(command, config, { realNow: () => new Date().toISOString(), logger }))
  } catch (error) {
    console.error(findRecallError(error)?.message ?? error)
    process.exitCode = 1
  }
}
