import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultResult, type FaultTest, nothingHappened } from '../fault-test.ts'
import { startCrew } from '../processes/crew.ts'
import { spawnInstallation } from '../processes/installation.ts'
import { createPatientApi } from '../world/patient-api.ts'
import { prepareWorld } from '../world/prepare-world.ts'
import { createWorld, lateSerialOf } from '../world/world.ts'

/**
 * T7: a loss of power cannot be made here, so that the calls are counted by which data reach the disk: at least one for every
 * commit that was acknowledged, one request after the other, since requests side by side share a commit.
 */
export async function countSyncs(requests: number, seed: number): Promise<FaultResult> {
  const found = spawnSync('strace', ['-c', 'true'])
  if (found.status !== 0)
    return { ...nothingHappened('fsync', seed), skipped: 'strace is not here, or may not trace' }
  const prepared = await prepareWorld(createWorld(25, Math.ceil(requests / 25)))
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-strace-'))
  const trace = join(folder, 'trace')
  const under = ['strace', '-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace] as const
  const data = prepared.copy()
  const crew = await startCrew(1, (port) => spawnInstallation(data, port, {}, [...under]))
  try {
    await crew.allReady()
    const syncs = () => readFileSync(trace, 'utf8').match(/\bf(data)?sync\(/g)?.length ?? 0
    const before = syncs()
    let acknowledged = 0
    const { secret, enrolled, world } = prepared
    const caller = { baseUrl: crew.baseUrl, secret, acknowledged: () => (acknowledged += 1) }
    for (let index = 0; index < requests; index += 1) {
      const facility = world.facilities[index % 25]
      const recall = world.recalls[Math.floor(index / 25)]
      const manager = enrolled.managers[facility?.owner ?? 0]
      if (facility === undefined || recall === undefined || manager === undefined) break
      const serial = lateSerialOf(recall, facility)
      const device = {
        facilityId: enrolled.facilityIds[facility.index],
        di: recall.di,
        serial,
        observedAt: '2025-06-02T06:00:00.000Z',
      }
      await createPatientApi(caller, manager).post('/v1/devices', serial, device)
    }
    const counted = syncs() - before
    return {
      ...nothingHappened('fsync', seed),
      figures: { acknowledged, syncs: counted },
      breaches: [
        ...(acknowledged < requests
          ? [`only ${acknowledged} of ${requests} requests were acknowledged`]
          : []),
        ...(counted < acknowledged ? [`${counted} syncs for ${acknowledged} acknowledged commits`] : []),
      ],
    }
  } finally {
    await crew.killAll()
    prepared.close()
    rmSync(folder, { recursive: true })
  }
}

export const fsync: FaultTest = {
  name: 'fsync',
  run: async function* ({ full, seed }) {
    yield countSyncs(full ? 2_000 : 200, seed)
  },
}
