import type { TalliedMail } from '@recallwire/infra-ses/tally.ts'
import { startJudge } from '../../faults/processes/judge.ts'

export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' }

/** The local SES in a process of its own, so that what it does is nobody's time here. */
export type SesOutside = {
  readonly url: string
  accepted(): Promise<readonly TalliedMail[]>
  forget(): Promise<void>
  stop(): Promise<void>
}

export async function startSesOutside(): Promise<SesOutside> {
  const { url, tally, stop } = await startJudge()
  return {
    url,
    accepted: async () => (await tally()).accepted,
    forget: async () => {
      await fetch(`${url}/_local/received`, { method: 'DELETE' })
    },
    stop,
  }
}
