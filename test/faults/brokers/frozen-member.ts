import { distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { openLog } from './open-log.ts'
import { numberOf, topic } from './traffic.ts'

/** A process of its own that subscribes and prints what it handles, to be frozen by a test: `frozen-member.ts SETTINGS`. */
const config = distributedConfigSchema.parse(JSON.parse(process.argv[2] ?? '{}'))
const { log } = await openLog(config)
await log.subscribe({
  topics: [topic],
  group: 'group',
  handle: async (records) => {
    for (const record of records) process.stdout.write(`${record.key} ${numberOf(record)}\n`)
  },
})
process.stdout.write('subscribed\n')
