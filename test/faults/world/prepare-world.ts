import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstallationKeys } from '@recallwire/infra-embedded/installation-keys.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { z } from 'zod'
import { observe } from '../look/observe.ts'
import { startCrew } from '../processes/crew.ts'
import { spawnInstallation } from '../processes/installation.ts'
import { type Enrolled, enrolWorld } from './enrol-world.ts'
import type { World } from './world.ts'

/** Data on which everyone of a world has enrolled; every run begins with a copy of it, so that all of them make the same ids. */
export type PreparedWorld = {
  readonly world: World
  readonly enrolled: Enrolled
  /** Signs who asks. */
  readonly secret: Uint8Array
  /** A copy of the data, in a folder of its own or in the given one. */
  copy(to?: string): string
  close(): void
}

const keysSchema = z.looseObject({ forwarding: z.string() })

export async function prepareWorld(world: World): Promise<PreparedWorld> {
  const folders = [mkdtempSync(join(tmpdir(), 'recallwire-world-'))]
  const [template = ''] = folders
  const crew = await startCrew(1, (port) => spawnInstallation(template, port, {}))
  try {
    await crew.allReady()
    const { forwarding } = keysSchema.parse(JSON.parse(readFileSync(join(template, 'keys.json'), 'utf8')))
    const secret = Uint8Array.from(Buffer.from(forwarding, 'hex'))
    const { installationId } = openInstallationKeys(template, () => new Uint8Array(32))
    const enrolled = await enrolWorld({ baseUrl: crew.baseUrl, secret }, installationId, world)
    const observer = await observe(template)
    await eventually('the inventories are registered', () => observer.isQuiet(systemClock.now()), 600_000)
    await observer.close()
    await crew.stopAll()
    return {
      world,
      enrolled,
      secret,
      copy: (to) => {
        const folder = to ?? mkdtempSync(join(tmpdir(), 'recallwire-faults-'))
        if (to === undefined) folders.push(folder)
        cpSync(template, folder, { recursive: true })
        return folder
      },
      close: () => {
        for (const folder of folders) rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await crew.killAll()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    throw error
  }
}
