import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { auditorProcessSchema } from '@recallwire/auditor/process-config.ts'
import { consoleProcessSchema } from '@recallwire/console/process-config.ts'
import { ingestionProcessSchema } from '@recallwire/ingestion/process-config.ts'
import { matcherConfigSchema } from '@recallwire/matcher/config.ts'
import { notifierProcessSchema } from '@recallwire/notifier/process-config.ts'
import { readSettings } from '@recallwire/process/read-settings.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What each service is told when it is a process of its own. */
export const schemas = {
  ingestion: ingestionProcessSchema,
  matcher: matcherConfigSchema,
  notifier: notifierProcessSchema,
  auditor: auditorProcessSchema,
  console: consoleProcessSchema,
} as const
export type ServiceName = keyof typeof schemas
export const serviceNames: readonly ServiceName[] = ['ingestion', 'matcher', 'notifier', 'auditor', 'console']

/** What Amazon's own programs are told by the same names. */
const awsNames = [
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ENDPOINT_URL_SES',
  'AWS_ENDPOINT_URL_SQS',
]

type Environment = Readonly<Record<string, string>>

/** What a service would say of these settings before it starts; nothing where it takes them. */
export function complaintsOf(service: ServiceName, environment: Environment): string {
  const strangers = Object.keys(environment).filter(
    (name) => !name.startsWith('RECALLWIRE_') && !awsNames.includes(name),
  )
  if (strangers.length > 0) return `nobody reads ${strangers.join(', ')}`
  try {
    readSettings(schemas[service], environment)
    return ''
  } catch (error) {
    const known = findRecallError(error)
    if (known === undefined) throw error
    return known.message
  }
}

/** The names of files in the place where a deployment puts them replaced by those where they are. */
export const relocate = (environment: Environment, from: string, to: string): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.startsWith(from) ? to + value.slice(from.length) : value,
    ]),
  )

/** The file of the workspace that a command runs, where it runs one and that is in the image. */
export function programOf(command: readonly string[]): string | undefined {
  const [node, file] = command
  const isInImage = file !== undefined && /^(services|infra|packages)\//.test(file)
  return node === 'node' && isInImage && existsSync(join(root, file)) ? file : undefined
}
