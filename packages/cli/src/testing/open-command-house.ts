import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { embeddedConfigSchema } from '../../../../infra/embedded/src/config.ts'
import { createApi } from '../../../../infra/embedded/src/demonstration/api.ts'
import { actorOf, enrol } from '../../../../infra/embedded/src/demonstration/enrol.ts'
import { type Running, startRecallwire } from '../../../../infra/embedded/src/start.ts'
import { type Actor, serviceActor } from '../../../domain/src/access/actor.ts'
import { addMs } from '../../../domain/src/time.ts'
import { systemClock } from '../../../ports/src/clock.ts'
import { forwardActor } from '../../../runtime/src/authenticate.ts'
import { createLogger } from '../../../runtime/src/logger.ts'
import { runCommand } from './run-command.ts'

/** A running installation, and the command as people of the demonstration run it in a folder of their own. */
export async function openCommandHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-cli-'))
  const running = await startRecallwire({
    dataFolder: join(folder, 'data'),
    port: 0,
    host: '127.0.0.1',
    config: embeddedConfigSchema.parse({ RECALLWIRE_GATHER_MS: '0', RECALLWIRE_MATCH_POLL_MS: '20' }),
    aws: { region: undefined, endpoint: undefined },
    clock: systemClock,
    realNow: systemClock.now,
    random: randomBytes,
    logger: createLogger({ level: 'error' }),
    environmentBanner: undefined,
  })
  const { enrolled, keys } = await enrolPeople(running)
  const printed: string[] = []
  const recallwire = async (name: string, words: string, input?: string) => {
    const env = { RECALLWIRE_URL: running.baseUrl, RECALLWIRE_KEY: keys[name] ?? name }
    const ran = await runCommand(words.split(' '), { env, cwd: folder, input })
    printed.push(ran.out, ran.err)
    return ran
  }
  return {
    folder,
    running,
    enrolled,
    keys,
    printed,
    write: (name: string, content: string) => writeFileSync(join(folder, name), content),
    recallwire,
    /** What is said where it belongs: on standard output when it went well, else on standard error. */
    says: async (name: string, words: string, code = 0) => {
      const ran = await recallwire(name, words)
      expect(ran).toMatchObject(code === 0 ? { code } : { code, out: '' })
      return code === 0 ? ran.out : ran.err
    },
    /** The one JSON document that `--json` prints. */
    answers: async (name: string, words: string, code = 0, input?: string) => {
      const ran = await recallwire(name, `${words} --json`, input)
      expect(ran).toMatchObject({ code, err: '' })
      return JSON.parse(ran.out)
    },
    close: async () => {
      await running.lifecycle.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

export type CommandHouse = Awaited<ReturnType<typeof openCommandHouse>>

async function enrolPeople(running: Running) {
  const { baseUrl } = running
  const authorise = (actor: Actor) =>
    forwardActor(running.keys.forwarding, actor, addMs(systemClock.now(), 60_000))
  const operator: Actor = { ...serviceActor('test', running.keys.installationId), role: 'operator' }
  const enrolled = await enrol(baseUrl, authorise, operator)
  const keys: Record<string, string> = {}
  for (const name of ['Dana Whitlock', 'Priya Raman', 'Marcus Hale']) {
    const giver = name === 'Dana Whitlock' ? 'Priya Raman' : name
    const api = createApi(baseUrl, authorise, actorOf(enrolled.people, giver))
    const personId = actorOf(enrolled.people, name).by
    const issued = await api.post('/v1/keys', `key-${personId}`, { personId })
    keys[name] = (issued as { secret: string }).secret
  }
  return { enrolled, keys }
}
