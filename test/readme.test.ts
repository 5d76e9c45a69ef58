import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { auditorProcessSchema } from '@recallwire/auditor/process-config.ts'
import { consoleProcessSchema } from '@recallwire/console/process-config.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { ingestionProcessSchema } from '@recallwire/ingestion/process-config.ts'
import { matcherConfigSchema } from '@recallwire/matcher/config.ts'
import { notifierProcessSchema } from '@recallwire/notifier/process-config.ts'
import { distributedBackEndSchema, embeddedBackEndSchema } from '@recallwire/process/back-end-config.ts'
import { processConfigSchema } from '@recallwire/process/process-config.ts'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { importTable } from './architecture/import-table.ts'

const schemasOfProcesses: readonly z.ZodObject[] = [
  embeddedBackEndSchema,
  distributedBackEndSchema,
  processConfigSchema,
  ingestionProcessSchema,
  matcherConfigSchema,
  notifierProcessSchema,
  auditorProcessSchema,
  consoleProcessSchema,
]

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', () => {
  test('lists exactly the settings there are, with their defaults', () => {
    const listed = [...readme.matchAll(/^\| *`(RECALLWIRE_\w+)` *\| *`?([^`|]*?)`? *\|/gm)].map(
      ([, name = '', value = '']) => [name, value],
    )
    // What one process has stands first; the same name elsewhere may lack its default.
    const settings: Record<string, z.ZodType> = {}
    for (const { shape } of [...schemasOfProcesses, embeddedConfigSchema]) Object.assign(settings, shape)
    expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(settings).sort())
    for (const [name = '', value] of listed) {
      const left = settings[name]?.safeParse(undefined)
      const isDefault = left?.success === true && left.data !== undefined && String(left.data) !== ''
      if (isDefault) expect([name, settings[name]?.safeParse(value).data]).toEqual([name, left.data])
    }
  })

  test('lists exactly the rooms there are', () => {
    const rows = readme.slice(readme.indexOf('## Rooms'), readme.indexOf('## Check the evidence'))
    const listed = [...rows.matchAll(/`((?:packages|services|infra)\/\w+|test)`/g)].map(([, room]) => room)
    const rooms = importTable.map(({ folder }) => folder)
    for (const room of [...rooms, 'test', 'infra/decisions']) expect(listed).toContain(room)
    for (const room of listed) expect(existsSync(join(root, room ?? ''))).toBe(true)
  })

  test('shows pictures and commands that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path)
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([])
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const commands = [...readme.matchAll(/npx --yes pnpm@12 (\w+)/g)].map(([, name = '']) => name)
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
  })
})
