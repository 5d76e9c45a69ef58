import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { composeMime } from '@recallwire/mail/compose-mime.ts'
import { letterMessage } from '@recallwire/notifier/letters/letter-message.ts'
import { renderLetter } from '@recallwire/notifier/letters/render-letter.ts'
import type { Contender } from '../scenario.ts'
import { addressOf } from './enrol-customers.ts'
import { lettersToCompose } from './letters-to-compose.ts'
import { localCredentials, type SesOutside } from './ses-outside.ts'

const from = 'recalls@example.org'
const atOnce = 16

/** The SDK alone, sixteen on the way at a time: bytes that are at hand, to every site, and nothing stored. */
export async function bareSdk(ses: SesOutside, sites: number): Promise<Contender> {
  const [input] = lettersToCompose(1)
  if (input === undefined) throw new RangeError('there is no sample')
  const Data = await composeMime(letterMessage(input, renderLetter(input), from))
  return {
    name: 'bare-sdk-loop',
    work: async () => {
      const client = new SESClient({
        region: 'us-east-1',
        endpoint: ses.url,
        credentials: localCredentials,
        maxAttempts: 1,
      })
      const accepted: string[] = []
      let next = 0
      const sendInTurn = async (): Promise<void> => {
        while (next < sites) {
          const to = addressOf(next)
          next += 1
          await client.send(
            new SendRawEmailCommand({ Source: from, Destinations: [to], RawMessage: { Data } }),
          )
          accepted.push(to)
        }
      }
      await Promise.all(Array.from({ length: atOnce }, sendInTurn))
      client.destroy()
      return () => accepted.toSorted().join('\n')
    },
  }
}
