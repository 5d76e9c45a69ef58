import { join } from 'node:path'
import { ensureFolder } from '@recallwire/embedded/ensure-folder.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { BackEndConfig } from './back-end-config.ts'

export type BackEndNeeds = {
  readonly realNow: () => string
  readonly logger: Logger
  /** Told what the back end cannot go on after. */
  readonly onFault: (error: unknown) => void
}

/** Opens the back end that the settings name, for one of several processes. Throws RecallError as the back ends do. */
export async function openBackEnd(config: BackEndConfig, { realNow }: BackEndNeeds): Promise<BackEnd> {
  switch (config.RECALLWIRE_BACKEND) {
    case 'embedded': {
      ensureFolder(config.RECALLWIRE_DATA)
      return openEmbedded({ file: join(config.RECALLWIRE_DATA, 'recallwire.db'), realNow })
    }
    case 'distributed':
      throw new RecallError(
        'config-invalid',
        'RECALLWIRE_BACKEND=distributed cannot be opened yet: its log is there, its stores are not.',
      )
    default:
      return config satisfies never
  }
}
