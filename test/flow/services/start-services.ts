import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { choosePort } from '@recallwire/process/choose-port.ts'
import { newSecret } from '@recallwire/runtime/authenticate.ts'
import { type SpawnedProcess, spawnProcess } from '../../faults/processes/spawn-process.ts'

export const serviceNames = ['ingestion', 'matcher', 'notifier', 'auditor', 'console'] as const
export type ServiceName = (typeof serviceNames)[number]

type Settings = Readonly<Record<string, string>>

export type ServiceProcess = { readonly url: string; readonly process: SpawnedProcess }

export type RunningServices = {
  readonly of: Readonly<Record<ServiceName, readonly ServiceProcess[]>>
  readonly installationId: string
  readonly forwardingSecret: Uint8Array
  readonly operatorSecret: string
  /** What the processes were told, for one more. */
  settingsOf(name: ServiceName): Settings
  /** SIGTERM to each that still lives; throws where one does not end with 0. */
  stop(): Promise<void>
}

const mainOf: Readonly<Record<ServiceName, string>> = {
  ingestion: fileURLToPath(import.meta.resolve('@recallwire/ingestion/main.ts')),
  matcher: fileURLToPath(import.meta.resolve('@recallwire/matcher/main.ts')),
  notifier: fileURLToPath(import.meta.resolve('@recallwire/notifier/main.ts')),
  auditor: fileURLToPath(import.meta.resolve('@recallwire/auditor/main.ts')),
  console: fileURLToPath(import.meta.resolve('@recallwire/console/main.ts')),
}

export const listening = /"message":"listening"/

/**
 * Every service as processes of their own, so many of each, on the back end that `backEnd` names. Secrets come as files, as in a
 * container. Resolves when all listen.
 */
export async function startServices(
  folder: string,
  copies: number,
  backEnd: Settings,
  mail: Settings,
): Promise<RunningServices> {
  const secrets = writeSecrets(folder)
  const ports = await choosePorts(copies * serviceNames.length)
  const urls = new Map(
    serviceNames.map((name, index) => [
      name,
      ports.slice(index * copies, (index + 1) * copies).map((port) => `http://127.0.0.1:${port}`),
    ]),
  )
  const urlsOf = (name: ServiceName) => urls.get(name) ?? []
  const installationId = directoryIdOf('organisation', 'test', 'installation')
  const common = {
    ...backEnd,
    RECALLWIRE_PUBLIC_URL: urlsOf('console')[0] ?? '',
    RECALLWIRE_TRUSTED_PROXIES: 'loopback',
    RECALLWIRE_INSTALLATION_ID: installationId,
    RECALLWIRE_FORWARDING_SECRET_FILE: secrets.file('forwarding'),
    RECALLWIRE_DEMONSTRATION: 'true',
  }
  const own: Readonly<Record<ServiceName, Settings>> = {
    ingestion: { RECALLWIRE_OPERATOR_SECRET_FILE: secrets.file('operator') },
    matcher: {},
    notifier: {
      ...mail,
      RECALLWIRE_REPLY_LINK_SECRET_FILE: secrets.file('replyLink'),
      RECALLWIRE_GATHER_MS: '200',
    },
    auditor: { RECALLWIRE_LEDGER_KEY_FILE: secrets.file('ledger'), RECALLWIRE_CHECKPOINT_MS: '1000' },
    console: {
      RECALLWIRE_INGESTION_URL: urlsOf('ingestion').join(','),
      RECALLWIRE_MATCHER_URL: urlsOf('matcher').join(','),
      RECALLWIRE_NOTIFIER_URL: urlsOf('notifier').join(','),
      RECALLWIRE_AUDITOR_URL: urlsOf('auditor').join(','),
    },
  }
  const settingsOf = (name: ServiceName): Settings => ({ ...common, ...own[name] })
  const spawnAll = (name: ServiceName) => urlsOf(name).map((url) => spawnService(name, url, settingsOf(name)))
  const of = {
    ingestion: spawnAll('ingestion'),
    matcher: spawnAll('matcher'),
    notifier: spawnAll('notifier'),
    auditor: spawnAll('auditor'),
    console: spawnAll('console'),
  }
  const all = Object.values(of).flat()
  const stop = async () => {
    await Promise.all(all.filter(({ process }) => !process.isOver()).map(({ process }) => process.stop()))
  }
  try {
    await Promise.all(all.map(({ process }) => process.says(listening)))
  } catch (error) {
    await Promise.all(all.map(({ process }) => process.kill()))
    throw error
  }
  const { forwardingSecret, operatorSecret } = secrets
  return { of, installationId, forwardingSecret, operatorSecret, settingsOf, stop }
}

export function spawnService(name: ServiceName, url: string, settings: Settings): ServiceProcess {
  const env = { ...settings, RECALLWIRE_PORT: new URL(url).port }
  return { url, process: spawnProcess({ args: [mainOf[name]], env }) }
}

async function choosePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await choosePort(0, '127.0.0.1'))
  return [...ports]
}

function writeSecrets(folder: string) {
  const secrets = join(folder, 'secrets')
  mkdirSync(secrets)
  const forwardingSecret = randomBytes(32)
  const operatorSecret = newSecret(randomBytes)
  const texts = {
    forwarding: forwardingSecret.toString('hex'),
    replyLink: randomBytes(32).toString('hex'),
    ledger: randomBytes(32).toString('hex'),
    operator: operatorSecret,
  }
  const file = (name: keyof typeof texts) => join(secrets, name)
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(secrets, name), `${text}\n`)
  return { file, forwardingSecret: Uint8Array.from(forwardingSecret), operatorSecret }
}
