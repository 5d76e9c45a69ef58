import { createUrlReader } from '@recallwire/mail/read-url.ts'
import { openMail } from '@recallwire/process/open-mail.ts'
import { openWebhookCaller } from '@recallwire/process/open-webhook-caller.ts'
import { runService } from '@recallwire/process/run-service.ts'
import { notifierProcessSchema } from './process-config.ts'
import { startNotifier } from './start.ts'

await runService(
  {
    name: 'notifier',
    settings: notifierProcessSchema,
    relays: true,
    watches: false,
    start: async (opened, config) => {
      const { mailer, mailEvents, close } = await openMail(opened.dataFolder, config, opened.aws)
      opened.lifecycle.add('mail', close)
      const readUrl = createUrlReader(fetch)
      const linkSecret = config.RECALLWIRE_REPLY_LINK_SECRET
      const webhook = openWebhookCaller(config)
      return startNotifier({ ...opened, config, mailer, mailEvents, readUrl, webhook, linkSecret })
    },
  },
  process,
)
