import { join } from 'node:path'
import { openFolderMailer } from '@recallwire/mail/folder-mailer.ts'
import { type MailboxEntry, type ReadLetter, readLetter, readMailbox } from '@recallwire/mail/mailbox.ts'
import { createSesMailer } from '@recallwire/mail/ses-mailer.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { EmbeddedConfig } from './config.ts'

export type OpenedMail = {
  readonly mailer: Mailer
  /** Present when letters are written to a folder: then they can be looked at. */
  readonly mailbox?: {
    list(): Promise<readonly MailboxEntry[]>
    read(letterId: string): Promise<ReadLetter | undefined>
  }
  close(): void
}

/** Where the SDK of Amazon finds its region and, for tests and compatible services, another endpoint. */
export type AwsSettings = { readonly region: string | undefined; readonly endpoint: string | undefined }

export async function openMail(
  dataFolder: string,
  config: EmbeddedConfig,
  aws: AwsSettings,
): Promise<OpenedMail> {
  if (config.RECALLWIRE_MAIL === 'ses') return openSes(config, aws)
  const folder = join(dataFolder, 'letters')
  return {
    mailer: await openFolderMailer(folder),
    mailbox: { list: () => readMailbox(folder), read: (letterId) => readLetter(folder, letterId) },
    close: () => undefined,
  }
}

function openSes(config: EmbeddedConfig, { region, endpoint }: AwsSettings): OpenedMail {
  if (region === undefined) {
    throw new RecallError(
      'config-invalid',
      'RECALLWIRE_MAIL=ses needs AWS_REGION: set it to the region of the verified sender.',
    )
  }
  const mailer = createSesMailer({ region, endpoint, from: config.RECALLWIRE_MAIL_FROM })
  return { mailer, close: () => mailer.close() }
}
