import { runService } from '@recallwire/process/run-service.ts'
import { createOperator } from './bootstrap.ts'
import { ingestionProcessSchema } from './process-config.ts'
import { startIngestion } from './start.ts'

await runService(
  {
    name: 'ingestion',
    settings: ingestionProcessSchema,
    relays: true,
    watches: false,
    start: async (opened, config) => {
      const secret = config.RECALLWIRE_OPERATOR_SECRET
      if (secret !== undefined) await createOperator(opened, secret)
      return startIngestion({ ...opened, config })
    },
  },
  process,
)
