import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { type Api, createApi } from '@recallwire/infra-embedded/demonstration/api.ts'
import { actorOf } from '@recallwire/infra-embedded/demonstration/enrol.ts'
import { readPerformance } from '@recallwire/infra-embedded/demonstration/performance.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { z } from 'zod'
import type { Place } from './start-process.ts'

const keysSchema = z.looseObject({ forwarding: z.string() })

export type OpenedApi = {
  readonly api: Api
  /** Bytes that are no JSON, such as a bundle. */
  download(path: string): Promise<Uint8Array>
}

/** The API of an installation whose demonstration is played, as the regulator: who reads everything and changes nothing. */
export function openApi({ folder, port }: Place): OpenedApi {
  const { forwarding } = keysSchema.parse(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  const secret = Uint8Array.from(Buffer.from(forwarding, 'hex'))
  const authorise = (actor: Actor) => forwardActor(secret, actor, addMs(systemClock.now(), 60_000))
  const baseUrl = `http://127.0.0.1:${port}`
  const regulator = actorOf(readPerformance(folder)?.people ?? [], 'Judith Osei')
  return {
    api: createApi(baseUrl, authorise, regulator),
    download: async (path) => {
      const headers = { authorization: authorise(regulator) }
      const answer = await fetch(`${baseUrl}${path}`, { headers, signal: AbortSignal.timeout(60_000) })
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`)
      return answer.bytes()
    },
  }
}
