import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { type FaultResult, type FaultTest, nothingHappened } from '../fault-test.ts'
import { compareOutcomes } from '../look/compare-outcomes.ts'
import { startCrew } from '../processes/crew.ts'
import { spawnInstallation } from '../processes/installation.ts'
import { between, createRandom } from '../seeded-random.ts'
import { liveDisturbed, liveUndisturbed, type Stage } from '../world/live-disturbed.ts'
import { createPatientApi } from '../world/patient-api.ts'
import { type PreparedWorld, prepareWorld } from '../world/prepare-world.ts'
import { createWorld } from '../world/world.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

const megabytes = 64
const sites = 20
/** Published so often in a run; the file has to fit beside what fills the disk. */
const recalls = 12

/**
 * T6: the disk fills up under the running process, again and again: requests are answered 503 and not lost, nothing that was
 * acknowledged is gone, and it goes on by itself when there is room. On a disk that is read-only it does not start, and says why.
 */
async function fillDisk(cycles: number, seed: number): Promise<FaultResult> {
  const disk = mountSmallDisk(megabytes)
  if (typeof disk === 'string') return { ...nothingHappened('disk', seed), skipped: disk }
  const prepared = await prepareWorld(createWorld(sites, recalls))
  try {
    const refusal = await startReadOnly(prepared, disk)
    const setting = { folder: prepared.copy(join(disk.folder, 'running')) }
    const squeezed = await liveDisturbed(prepared, setting, (stage) =>
      fillAgain(prepared, stage, disk, { cycles, seed }),
    )
    const calm = await liveUndisturbed(prepared, squeezed.published)
    const compared = compareOutcomes(calm.outcome, squeezed.outcome)
    const { refused, readWhileFull, survived } = squeezed.result
    return {
      test: 'disk',
      kills: 0,
      seed,
      ...compared,
      figures: {
        cycles,
        refused,
        readWhileFull,
        recalls: squeezed.published,
        seconds: Math.round(squeezed.ms / 1_000),
        longestSilenceMs: Math.round(squeezed.longestSilenceMs),
      },
      breaches: [
        ...compared.breaches,
        ...(refusal === undefined ? [] : [refusal]),
        ...(survived ? [] : ['the process ended when the disk was full']),
        ...(refused === 0 ? ['not one request was refused: the disk was never full'] : []),
        ...(readWhileFull < cycles ? ['on a full disk something could not be read'] : []),
      ],
    }
  } finally {
    prepared.close()
    disk.unmount()
  }
}

type Squeezed = { readonly refused: number; readonly readWhileFull: number; readonly survived: boolean }

async function fillAgain(
  { enrolled }: PreparedWorld,
  stage: Stage,
  disk: SmallDisk,
  { cycles, seed }: { readonly cycles: number; readonly seed: number },
): Promise<Squeezed> {
  const { crew, caller, pace } = stage
  const random = createRandom(seed)
  await crew.allReady()
  const running = crew.process(0)
  const reader = createPatientApi(caller, enrolled.regulator)
  const [manager] = enrolled.managers
  if (manager === undefined) throw new Error('nobody manages anything')
  let [refused, readWhileFull] = [0, 0]
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    if (cycle % Math.ceil(cycles / recalls) === 0) pace.allowOneMore()
    await delay(between(random, 0, 200))
    disk.fill()
    refused += await knockUntilRefused(stage, manager, String(cycle))
    await reader.get('/v1/recalls')
    readWhileFull += 1
    await delay(between(random, 50, 300))
    disk.free()
    await delay(between(random, 50, 300))
  }
  return { refused, readWhileFull, survived: !running.isOver() }
}

/** The longest until a full disk shows: there is room left inside the files for a while. */
const showsWithinMs = 20_000

/** Asks for something that changes nothing and is remembered all the same, until that is refused as it should be. */
async function knockUntilRefused({ caller }: Stage, manager: Actor, round: string): Promise<number> {
  const authorization = forwardActor(caller.secret, manager, addMs(systemClock.now(), 3_600_000))
  const knock = async (index: number): Promise<boolean> => {
    const answer = await fetch(new URL('/v1/devices?dryRun=true', caller.baseUrl()), {
      method: 'POST',
      body: '[]',
      headers: {
        authorization,
        'content-type': 'application/json',
        'idempotency-key': `knock-${round}-${index}`,
      },
    })
    await answer.bytes()
    if (answer.status !== 503) return false
    if (answer.headers.get('retry-after') === null) throw new Error('503 without Retry-After')
    return true
  }
  const deadline = performance.now() + showsWithinMs
  for (let index = 0; performance.now() < deadline; index += 16) {
    const refused = await Promise.all(Array.from({ length: 16 }, (_, more) => knock(index + more)))
    if (refused.includes(true)) return refused.filter(Boolean).length
  }
  return 0
}

/** What is wrong with how it starts on a disk that cannot be written; undefined where it says so and ends. */
async function startReadOnly(prepared: PreparedWorld, disk: SmallDisk): Promise<string | undefined> {
  const folder = prepared.copy(join(disk.folder, 'read-only'))
  disk.readOnly()
  try {
    const refused = spawnInstallation(folder, 0, {})
    const how = await refused.ended
    const why = refused.complaints().trim()
    if (how !== 1 || !/cannot be (opened for writing|written)/.test(why))
      return `on a read-only disk it ended with ${how} and said: ${why}`
  } finally {
    disk.writable()
  }
  const crew = await startCrew(1, (port) => spawnInstallation(folder, port, {}))
  await crew.allReady()
  await crew.stopAll()
  rmSync(folder, { recursive: true })
  return undefined
}

export const disk: FaultTest = {
  name: 'disk',
  run: async function* ({ full, seed }) {
    yield fillDisk(full ? 200 : 12, seed)
  },
}
