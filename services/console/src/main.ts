import { runService } from '@recallwire/process/run-service.ts'
import { createApiDocument } from './gateway/api-document.ts'
import { openGateway } from './gateway/gateway.ts'
import { ownerOf } from './gateway/owned-routes.ts'
import { consoleProcessSchema } from './process-config.ts'
import { startConsole } from './start.ts'

await runService(
  {
    name: 'console',
    settings: consoleProcessSchema,
    relays: false,
    watches: false,
    start: async (opened, config) => {
      const gateway = openGateway({
        ingestion: config.RECALLWIRE_INGESTION_URL,
        matcher: config.RECALLWIRE_MATCHER_URL,
        notifier: config.RECALLWIRE_NOTIFIER_URL,
        auditor: config.RECALLWIRE_AUDITOR_URL,
      })
      const apiUrls = (method: string, path: string) => {
        const owner = ownerOf(method, path)
        if (owner === undefined) throw new Error(`no service answers ${method} ${path}`)
        return gateway.urlsOf(owner)
      }
      const environmentBanner = opened.environmentBanner?.en
      const started = await startConsole({ ...opened, gateway, apiUrls, fetch, environmentBanner })
      const apiDocument = createApiDocument(gateway, fetch, () => performance.now())
      return { ...started, apiDocument }
    },
  },
  process,
)
