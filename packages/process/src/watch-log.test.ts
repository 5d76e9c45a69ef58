import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { describe, expect, test } from 'vitest'
import { startWatch } from './watch-log.ts'

const realNow = () => new Date().toISOString()

describe('watching the log', () => {
  test('a record that was parked is an error in the log and a figure in the metrics', async () => {
    const backEnd = await openEmbedded({ file: ':memory:', realNow })
    const lines: string[] = []
    const logger = createLogger({ level: 'error', destination: { write: (line) => void lines.push(line) } })
    const metrics = createMetrics()
    await backEnd.log.publish('recall.events.parked', 'key', new TextEncoder().encode('no event'))
    const watch = startWatch({
      backEnd,
      realNow,
      logger,
      metrics,
      onFault: (error) => lines.push(String(error)),
    })
    await eventually('the watch has looked', () => lines.length > 0)
    await watch.stop()
    expect(lines).toEqual([expect.stringContaining('records are parked')])
    expect(await metrics.render()).toMatch(/^recallwire_records_parked 1$/m)
    await backEnd.close()
  })
})
