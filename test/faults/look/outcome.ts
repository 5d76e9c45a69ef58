import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { topics } from '@recallwire/domain/events/topics.ts'
import type { Tally } from '@recallwire/infra-ses/control.ts'
import { z } from 'zod'
import { startCrew } from '../processes/crew.ts'
import { spawnInstallation } from '../processes/installation.ts'
import type { Judge } from '../processes/judge.ts'
import { createPatientApi, type PatientApi } from '../world/patient-api.ts'
import type { PreparedWorld } from '../world/prepare-world.ts'
import { observe } from './observe.ts'
import { type ProjectedWorld, projectWorld } from './project-world.ts'
import { readFacts } from './read-facts.ts'

/** What is left when a story is over, as whoever starts the installation again finds it. */
export type Outcome = {
  readonly state: ProjectedWorld
  readonly tally: Tally
  /** How often each kind of fact was recorded of cases and letters. */
  readonly facts: Readonly<Record<string, number>>
  /** Letters of which the record says that they may have been sent twice. */
  readonly possibleRepeats: ReadonlySet<string>
  /** Records that nobody could handle. */
  readonly parked: number
  /** Why the verifier does not accept the ledger; undefined where it does. */
  readonly ledgerFault: string | undefined
}

const verifier = fileURLToPath(import.meta.resolve('@recallwire/ledger/recallwire-verify.ts'))

/** Starts the installation once more on data that nobody works on, and looks at everything. */
export async function lookAtOutcome(
  { enrolled, secret }: PreparedWorld,
  folder: string,
  judge: Judge,
): Promise<Outcome> {
  const crew = await startCrew(1, (port) => spawnInstallation(folder, port, judge.settings))
  try {
    await crew.allReady()
    const caller = { baseUrl: crew.baseUrl, secret }
    const api = createPatientApi(caller, enrolled.regulator)
    const observer = await observe(folder)
    const state = await projectWorld(api)
    const ledgerFault = await findLedgerFault(api)
    const { facts, possibleRepeats } = await readFacts(observer.backEnd)
    const parked = await observer.backEnd.log.lag(
      'nobody',
      topics.map((topic) => `${topic}.parked` as const),
    )
    await observer.close()
    await crew.stopAll()
    return { state, tally: await judge.tally(), facts, possibleRepeats, parked, ledgerFault }
  } catch (error) {
    await crew.killAll()
    throw error
  }
}

/** The whole ledger, checked as an inspector does it. */
async function findLedgerFault(api: PatientApi): Promise<string | undefined> {
  const { key } = z.looseObject({ key: z.string() }).parse(await api.get('/v1/ledger/checkpoint'))
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-bundle-'))
  try {
    const file = join(folder, 'ledger.bundle')
    writeFileSync(file, await api.download('/v1/ledger/bundle'))
    await promisify(execFile)(process.execPath, [verifier, file, '--key', key])
    return undefined
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
