import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { parseUdi } from '@recallwire/udi/parse-udi.ts'
import { z } from 'zod'
import { generateCarriers } from './generate-carriers.ts'
import type { Contender, Scenario } from './scenario.ts'

/**
 * What every reader of GS1 carriers can say of one: device identifier, lot, serial, software version, and the dates of
 * manufacture and expiry as YYYY-MM-DD.
 */
type Answer = readonly (string | undefined)[]

/**
 * Reading scans of GS1 labels. Ours checks every value besides; the peer divides them and reads the dates. It knows today from
 * the clock, so that ours is told the same day.
 */
export const udiRead: Scenario = {
  name: 'udi-read',
  unit: 'reads/s/core',
  prepare: (quick) => {
    const carriers = generateCarriers(quick ? 10_000 : 50_000, 1)
    return {
      items: carriers.length,
      turns: { warmUps: 4, runs: quick ? 7 : 15 },
      ours: ours(carriers, new Date().toISOString().slice(0, 10)),
      peers: [gs1BarcodeParserMod(carriers)],
    }
  },
}

function ours(carriers: readonly string[], today: string): Contender {
  return readEach(
    'ours',
    carriers,
    (carrier) => parseUdi(carrier, { today }),
    (udi) => {
      // A carrier that is refused answers nothing, so that the comparison fails.
      if (udi.problems.some(({ severity }) => severity === 'error')) return []
      return [udi.di, udi.lot, udi.serial, udi.softwareVersion, udi.manufactured?.date, udi.expires?.date]
    },
  )
}

const peerSchema = z.object({
  parseBarcode: z.custom<(text: string) => PeerReading>((value) => typeof value === 'function'),
})
type PeerReading = {
  readonly parsedCodeItems: readonly { readonly ai: string; readonly raw: string; readonly isoDate: string }[]
}

/** A development dependency of the room it is compared with, whose tests compare the values too. */
function gs1BarcodeParserMod(carriers: readonly string[]): Contender {
  const name = 'gs1-barcode-parser-mod'
  const requireOfUdi = createRequire(new URL('../../packages/udi/package.json', import.meta.url))
  const { parseBarcode } = peerSchema.parse(requireOfUdi(name))
  return readEach(name, carriers, parseBarcode, ({ parsedCodeItems }) => {
    const find = (ai: string) => parsedCodeItems.find((item) => item.ai === ai)
    const values = ['01', '10', '21', '8012'].map((ai) => find(ai)?.raw)
    return [...values, find('11')?.isoDate, find('17')?.isoDate]
  })
}

/**
 * Reads every carrier and drops what came out, so that what is timed is reading and not the keeping of millions of values. For
 * the digest each is read once more and answers in the words of all.
 */
export function readEach<Reading>(
  name: string,
  carriers: readonly string[],
  read: (carrier: string) => Reading,
  answer: (reading: Reading) => Answer,
): Contender {
  let last: Reading | undefined
  return {
    name,
    work: () => {
      for (const carrier of carriers) last = read(carrier)
      return () => {
        const hash = createHash('sha256').update(JSON.stringify(last === undefined ? [] : answer(last)))
        for (const carrier of carriers) hash.update(`\n${JSON.stringify(answer(read(carrier)))}`)
        return hash.digest('hex')
      }
    },
  }
}
