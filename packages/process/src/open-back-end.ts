import { join } from 'node:path'
import { openDistributed } from '@recallwire/distributed/open-distributed.ts'
import { ensureFolder } from '@recallwire/embedded/ensure-folder.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { BackEndConfig } from './back-end-config.ts'

export type BackEndNeeds = {
  readonly realNow: () => string
  readonly logger: Logger
  /** Told what the back end cannot go on after. */
  readonly onFault: (error: unknown) => void
}

/** Opens the back end that the settings name, for one of several processes. Throws RecallError as the back ends do. */
export async function openBackEnd(config: BackEndConfig, needs: BackEndNeeds): Promise<BackEnd> {
  switch (config.RECALLWIRE_BACKEND) {
    case 'embedded': {
      ensureFolder(config.RECALLWIRE_DATA)
      return openEmbedded({ file: join(config.RECALLWIRE_DATA, 'recallwire.db'), realNow: needs.realNow })
    }
    case 'distributed':
      return openDistributed({ config, ...needs })
    default:
      return config satisfies never
  }
}
