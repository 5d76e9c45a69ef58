import { runService } from '@recallwire/process/run-service.ts'
import { matcherConfigSchema } from './config.ts'
import { startMatcher } from './start.ts'

await runService(
  {
    name: 'matcher',
    settings: matcherConfigSchema,
    relays: true,
    watches: false,
    start: (opened, config) => startMatcher({ ...opened, config }),
  },
  process,
)
