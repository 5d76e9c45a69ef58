import { expect, test } from 'vitest'
import { breakBrokers } from './break-brokers.ts'

/** `FAULTS_KILLS=20` is what a release is held to. */
const kills = Number(process.env.FAULTS_KILLS ?? 2)
const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

const name = `a broker of three that dies ${kills} times loses nothing, and all goes on within 15 s (FAULTS_SEED=${seed})`

test(name, { timeout: 120_000 + kills * 60_000 }, async ({ skip }) => {
  const deaths = await breakBrokers({ kills, seed, downMs: 1_000 })
  if ('missing' in deaths) return skip(deaths.missing)
  process.stdout.write(`FAULTS_SEED=${seed} ${JSON.stringify(deaths)}\n`)
  expect(deaths).toMatchObject({ lost: [], skips: [], unhandled: 0, lag: 0, faults: [] })
  expect(deaths.acknowledged).toBeGreaterThan(1_000)
  for (const ms of [...deaths.acknowledgedAfterMs, ...deaths.handledAfterMs]) expect(ms).toBeLessThan(15_000)
})
