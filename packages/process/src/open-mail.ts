import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { type MailboxEntry, type ReadLetter, readLetter, readMailbox } from '@recallwire/mail/mailbox.ts'
import { openSesEventQueue } from '@recallwire/mail/ses-event-queue.ts'
import { createSesMailer } from '@recallwire/mail/ses-mailer.ts'
import type { MailEvents } from '@recallwire/ports/mail-events.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { MailConfig } from './mail-config.ts'

export type OpenedMail = {
  readonly mailer: Mailer
  /** Present when the mail service reports what became of letters. */
  readonly mailEvents?: MailEvents
  /** Present when letters are written to a folder: then they can be looked at. */
  readonly mailbox?: {
    list(): Promise<readonly MailboxEntry[]>
    read(letterId: string): Promise<ReadLetter | undefined>
  }
  close(): void
}

/** Where the SDK of Amazon finds its region and, for tests and compatible services, another endpoint. */
export type AwsSettings = {
  readonly region: string | undefined
  readonly endpoint: string | undefined
  /** Of the queue with SES's events. */
  readonly queueEndpoint?: string | undefined
}

/** Throws RecallError `config-invalid` where the settings do not go together; without a data folder letters go to SES alone. */
export async function openMail(
  dataFolder: string | undefined,
  config: MailConfig,
  aws: AwsSettings,
): Promise<OpenedMail> {
  if (config.RECALLWIRE_MAIL === 'ses') return openSes(config, aws)
  if (dataFolder === undefined) {
    throw new RecallError(
      'config-invalid',
      'Letters of several machines go through one mail service: set RECALLWIRE_MAIL=ses.',
    )
  }
  const folder = join(dataFolder, 'letters')
  return {
    mailer: await openFolderMailer(folder),
    mailbox: { list: () => readMailbox(folder), read: (letterId) => readLetter(folder, letterId) },
    close: () => undefined,
  }
}

function openSes(config: MailConfig, { region, endpoint, queueEndpoint }: AwsSettings): OpenedMail {
  if (region === undefined) {
    throw new RecallError(
      'config-invalid',
      'RECALLWIRE_MAIL=ses needs AWS_REGION: set it to the region of the verified sender.',
    )
  }
  const configurationSetName = config.RECALLWIRE_SES_CONFIGURATION_SET
  const queueUrl = config.RECALLWIRE_SES_EVENTS_QUEUE_URL
  const reports = queueUrl ?? config.RECALLWIRE_SES_EVENTS_TOPIC_ARN
  if ((configurationSetName === undefined) !== (reports === undefined)) {
    throw new RecallError(
      'config-invalid',
      'RECALLWIRE_SES_CONFIGURATION_SET goes with RECALLWIRE_SES_EVENTS_QUEUE_URL or RECALLWIRE_SES_EVENTS_TOPIC_ARN: set neither or both.',
    )
  }
  const mailer = createSesMailer({
    region,
    endpoint,
    from: config.RECALLWIRE_MAIL_FROM,
    configurationSetName,
    // Nobody knows whether a topic has posted everything; of a queue that is empty one does.
    settles: queueUrl === undefined ? 'never' : 'events',
  })
  if (queueUrl === undefined) return { mailer, close: () => mailer.close() }
  const mailEvents = openSesEventQueue({
    region,
    endpoint: queueEndpoint,
    queueUrl,
    waitSeconds: config.RECALLWIRE_SES_EVENTS_WAIT_SECONDS,
    hiddenSeconds: config.RECALLWIRE_SES_EVENTS_HIDDEN_SECONDS,
  })
  return {
    mailer,
    mailEvents,
    close: () => {
      mailEvents.close()
      mailer.close()
    },
  }
}
