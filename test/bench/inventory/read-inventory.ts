import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import { createRowCollector } from '@recallwire/ingestion/devices/collect-rows.ts'
import { readDeviceRows } from '@recallwire/ingestion/devices/read-device-rows.ts'
import { parse } from 'csv-parse'
import { createRandom } from '../create-random.ts'
import type { Comparison, Contender, Scenario } from '../scenario.ts'
import {
  fieldNames,
  generateInventory,
  type InventoryRow,
  mapping,
  piecesOf,
  renderCsv,
} from './generate-inventory.ts'

/**
 * Reading and checking a CSV inventory, as an import does before anything is stored: decoding, dividing, every cell judged, the
 * units searched for repeats and hashed. The peer divides the file into cells and does no more.
 */
export const csvImport: Scenario = {
  name: 'csv-import',
  unit: 'rows/s/core',
  prepare: (quick) => ({
    ...compareReading(generateInventory(quick ? 20_000 : 200_000, createRandom(31), 'AT')),
    turns: { warmUps: quick ? 2 : 3, runs: quick ? 3 : 9 },
  }),
}

export function compareReading(rows: readonly InventoryRow[]): Omit<Comparison, 'turns'> {
  const file = renderCsv(rows)
  return {
    items: rows.length,
    ours: ours(file),
    peers: [csvParse(file)],
    figures: () => ({ rows: rows.length, mebibytes: Math.round(file.length / 2 ** 20) }),
  }
}

const facilityId = 'f'.repeat(26)
const now = '2026-01-05T09:00:00.000Z'

function ours(file: Uint8Array): Contender {
  const read = async (take: (observation: Observation | undefined) => void) => {
    const rows = readDeviceRows(piecesOf(file), {
      format: 'csv',
      defaults: { facilityId, observedAt: now },
      facilityIdOfCode: new Map(),
      mapping,
      today: now.slice(0, 10),
    })
    const collector = createRowCollector({
      organisationId: 'o'.repeat(26),
      importId: 'i'.repeat(26),
      facilityIds: new Set([facilityId]),
      now,
    })
    for await (const row of rows) take(row.kind === 'row' ? collector.take(row)?.observation : undefined)
  }
  // A row that is refused answers nothing, so that the comparison fails.
  return readEach('ours', read, (observation) => fieldNames.map((field) => observation?.[field]))
}

function csvParse(file: Uint8Array): Contender {
  const read = async (take: (cells: readonly string[]) => void) => {
    const parser = parse({ bom: true, from: 2 })
    parser.on('readable', () => {
      for (let cells = parser.read(); cells !== null; cells = parser.read()) take(cells)
    })
    const ended = once(parser, 'end')
    for await (const piece of piecesOf(file)) if (!parser.write(piece)) await once(parser, 'drain')
    parser.end()
    await ended
  }
  return readEach('csv-parse', read, (cells) => cells)
}

/** Reads and drops what came out, so that the keeping of it costs nothing; for the digest all is read once more. */
function readEach<Reading>(
  name: string,
  read: (take: (reading: Reading) => void) => Promise<void>,
  answer: (reading: Reading) => readonly (string | undefined)[],
): Contender {
  let last: Reading | undefined
  return {
    name,
    work: async () => {
      await read((reading) => {
        last = reading
      })
      return async () => {
        const hash = createHash('sha256').update(lineOf(last === undefined ? [] : answer(last)))
        await read((reading) => hash.update(lineOf(answer(reading))))
        return hash.digest('hex')
      }
    },
  }
}

const lineOf = (values: readonly (string | undefined)[]): string =>
  `${JSON.stringify(values.map((value) => value ?? ''))}\n`
