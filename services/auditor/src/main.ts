import { signerFromSeed } from '@recallwire/ledger/signer.ts'
import { runService } from '@recallwire/process/run-service.ts'
import { auditorProcessSchema } from './process-config.ts'
import { startAuditor } from './start.ts'

await runService(
  {
    name: 'auditor',
    settings: auditorProcessSchema,
    relays: true,
    watches: true,
    start: (opened, config) => {
      const signer = signerFromSeed(config.RECALLWIRE_LEDGER_KEY, config.RECALLWIRE_LEDGER_ORIGIN)
      return startAuditor({ ...opened, config, signer })
    },
  },
  process,
)
