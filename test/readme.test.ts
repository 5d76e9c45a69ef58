import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { describe, expect, test } from 'vitest'
import { importTable } from './architecture/import-table.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', () => {
  test('lists exactly the settings there are, with their defaults', () => {
    const listed = [...readme.matchAll(/^\| *`(RECALLWIRE_\w+)` *\| *`?([^`|]*?)`? *\|/gm)].map(
      ([, name = '', value = '']) => [name, value],
    )
    const defaults = embeddedConfigSchema.parse({}) as Record<string, unknown>
    expect(listed.map(([name]) => name).sort()).toEqual(Object.keys(embeddedConfigSchema.shape).sort())
    for (const [name = '', value] of listed) {
      if (defaults[name] !== undefined) expect([name, value]).toEqual([name, String(defaults[name])])
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
