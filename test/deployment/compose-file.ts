import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from './programs.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const serviceSchema = z.strictObject({
  image: z.string(),
  pull_policy: z.literal('never').optional(),
  build: z.unknown().optional(),
  profiles: z.array(z.string()).optional(),
  command: z
    .union([z.string().transform((text) => text.split(/\s+/).filter((word) => word !== '')), z.array(scalar)])
    .default([]),
  environment: z.record(z.string(), scalar).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z
    .record(z.string(), z.object({ condition: z.string(), required: z.boolean().optional() }))
    .default({}),
  healthcheck: z.object({ test: z.array(z.string()), interval: z.string() }).optional(),
  restart: z.string().optional(),
  read_only: z.literal(true).optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  pids_limit: z.number(),
  logging: z.object({ options: z.object({ 'max-size': z.string(), 'max-file': z.string() }) }),
  stop_grace_period: z.string().optional(),
  network_mode: z.literal('none').optional(),
})

const fileSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()),
})

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')

/** The compose file as it is with these variables: `${NAME:-default}` where it is unset or empty, `${NAME-default}` where it is unset. */
export function readComposeFile(variables: Readonly<Record<string, string>> = {}) {
  const filled = text.replace(variable, (_, name: string, operator: string, otherwise: string) => {
    const given = variables[name]
    return given === undefined || (given === '' && operator === ':-') ? otherwise : given
  })
  // The file is our own, and every service refers to what all of them share.
  return fileSchema.parse(parse(filled, { merge: true, maxAliasCount: -1 }))
}

const variable = /\$\{(\w+)(:?-)([^}]*)\}/g

/** The names that whoever starts it may set. */
export const variableNames = new Set([...text.matchAll(variable)].map(([, name = '']) => name))

/** The variables of a file that `--env-file` names. */
export const readEnvFile = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
