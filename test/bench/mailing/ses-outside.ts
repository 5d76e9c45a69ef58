import type { TalliedMail } from '@recallwire/infra-ses/tally.ts'
import { createSesMailer, type SesMailer } from '@recallwire/mail/ses-mailer.ts'
import { startJudge } from '../../faults/processes/judge.ts'

/** No account paces what is measured here. */
const quota = { daily: 100_000_000, rate: 100_000 }

export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** The local SES in a process of its own, so that what it does is nobody's time here. */
export type SesOutside = {
  readonly url: string
  /** The project's own way to it. */
  mailer(from: string): SesMailer
  accepted(): Promise<readonly TalliedMail[]>
  forget(): Promise<void>
  stop(): Promise<void>
}

export async function startSesOutside(): Promise<SesOutside> {
  const { url, tally, stop } = await startJudge()
  await fetch(`${url}/_local/quota`, { method: 'PUT', body: JSON.stringify(quota) })
  return {
    url,
    mailer: (from) =>
      createSesMailer({ region: 'us-east-1', endpoint: url, credentials: localCredentials, from }),
    accepted: async () => (await twice(tally)).accepted,
    forget: async () => {
      await twice(() => fetch(`${url}/_local/received`, { method: 'DELETE' }))
    },
    stop,
  }
}

/** A connection that rested for long may be closed by the other side just when it is used again. */
const twice = <Result>(ask: () => Promise<Result>): Promise<Result> => ask().catch(ask)
