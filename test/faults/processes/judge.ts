import { fileURLToPath } from 'node:url'
import type { Tally } from '@recallwire/infra-ses/control.ts'
import type { SendQuota } from '@recallwire/infra-ses/local-ses.ts'
import type { Weather } from '@recallwire/infra-ses/weather.ts'
import { spawnProcess } from './spawn-process.ts'

export type GivenWeather = Partial<Omit<Weather, 'events'>> & {
  readonly events?: Partial<Weather['events']>
}

/** The mail service, in a process of its own that nothing kills: what it accepted is what happened. */
export type Judge = {
  readonly url: string
  /** The settings with which an installation sends through it and reads its reports, waits shortened. */
  readonly settings: Readonly<Record<string, string>>
  /** `from` leaves out so many of the first accepted mails. */
  tally(from?: number): Promise<Tally>
  /** The bytes of one accepted mail. */
  mime(messageId: string): Promise<Uint8Array>
  /** What the account may send from now on, to those who ask. */
  quota(quota: SendQuota): Promise<void>
  /** What is left out is fair. */
  weather(weather: GivenWeather): Promise<void>
  stop(): Promise<void>
}

const main = fileURLToPath(import.meta.resolve('@recallwire/infra-ses/main.ts'))

/** More than any test sends: pacing has tests of its own. */
const quota = { daily: 1_000_000, rate: 1_000 }

export async function startJudge(): Promise<Judge> {
  const child = spawnProcess({ args: [main], env: { RECALLWIRE_LOCAL_SES_PORT: '0' } })
  const listening = /"url":"([^"]+)"/
  await child.says(listening)
  const url = listening.exec(child.said())?.[1] ?? ''
  const put = async (path: string, value: unknown): Promise<void> => {
    const answer = await fetch(`${url}/_local/${path}`, { method: 'PUT', body: JSON.stringify(value) })
    if (!answer.ok) throw new Error(`the judge refused its ${path}: ${await answer.text()}`)
  }
  await put('quota', quota)
  return {
    url,
    settings: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SES: url,
      AWS_ENDPOINT_URL_SQS: url,
      RECALLWIRE_MAIL: 'ses',
      RECALLWIRE_MAIL_FROM: 'recalls@example.com',
      // A contact that bounced when it was asked would be passed over, or not, as the kills happen to fall.
      RECALLWIRE_VERIFY_CONTACTS: 'never',
      RECALLWIRE_SES_CONFIGURATION_SET: 'recalls',
      RECALLWIRE_SES_EVENTS_QUEUE_URL: `${url}/000000000000/mail-events`,
      RECALLWIRE_SES_EVENTS_WAIT_SECONDS: '1',
      RECALLWIRE_SES_EVENTS_HIDDEN_SECONDS: '5',
    },
    ...askJudge(url),
    weather: (weather) => put('weather', weather),
    quota: (quota) => put('quota', quota),
    stop: () => child.stop(),
  }
}

/** What a mail service that runs already says of itself. */
export const askJudge = (url: string): Pick<Judge, 'tally' | 'mime'> => ({
  tally: async (from = 0) => (await (await fetch(`${url}/_local/tally?from=${from}`)).json()) as Tally,
  mime: async (messageId) => {
    const answer = await fetch(`${url}/_local/received/${messageId}`)
    if (!answer.ok) throw new Error(`the judge has no mail ${messageId}`)
    return answer.bytes()
  },
})

export async function withJudge<Result>(work: (judge: Judge) => Promise<Result>): Promise<Result> {
  const judge = await startJudge()
  try {
    return await work(judge)
  } finally {
    await judge.stop()
  }
}
