import { describe, expect, test } from 'vitest'
import { checkDependencies } from './check-dependencies.ts'
import { checkImports } from './check-imports.ts'
import { importTable } from './import-table.ts'
import { reachImports } from './reach-imports.ts'
import { readSource } from './read-source.ts'

/** What the rules say of a text, if it stood in the given file. */
function problemsOf(file: string, text: string): readonly string[] {
  const room = importTable.find((row) => file.startsWith(`${row.folder}/`))
  if (!room) throw new Error(`no room holds ${file}`)
  return checkImports(room, file, readSource(text).imports)
}

const file = (path: string, text: string) => ({
  path,
  isTest: path.endsWith('.test.ts'),
  ...readSource(text),
})

describe('the import rules', () => {
  test.each([
    ['packages/udi/src/gs1.ts', "import { x } from 'zod'", 'packages/udi may import nothing from outside'],
    ['packages/domain/src/a.ts', "import 'node:fs'", 'packages/domain may import nothing of Node'],
    [
      'packages/ledger/src/a.ts',
      "import { x } from 'node:net'",
      'packages/ledger may import node:buffer, node:crypto',
    ],
    ['packages/html/src/a.ts', "export * from '@recallwire/domain/ids.ts'", 'may import no other room'],
    ['packages/ports/src/clock.ts', "import { x } from '@recallwire/domain/ids.ts'", 'types of domain'],
    ['packages/ports/src/clock.ts', "import { test } from 'vitest'", 'may import nothing from outside'],
    ['services/matcher/src/a.ts', "await import('@recallwire/notifier/start.ts')", 'services/matcher may'],
    ['services/matcher/src/a.ts', "import { x } from '../../notifier/src/a.ts'", 'stays inside its room'],
    ['services/matcher/src/a.ts', "type X = import('@recallwire/mail/a.ts').X", 'services/matcher may'],
    ['services/matcher/src/main.ts', "import { x } from '@recallwire/embedded/a.ts'", 'services/matcher may'],
    ['services/matcher/src/start.ts', "import { x } from '@recallwire/process/a.ts'", 'services/matcher may'],
    ['services/console/src/a.ts', "import.meta.resolve('uswds/a.css')", 'services/console may import zod'],
    ['services/console/src/a.ts', "import x from 'htmx.org.evil'", 'services/console may import zod'],
    ['infra/embedded/src/main.ts', "import { x } from '@recallwire/matcher/scan.ts'", 'infra/embedded may'],
    ['packages/domain/src/a.ts', "import { x } from '@recallwire/udi-extra/a.ts'", 'packages/domain may'],
    ['packages/embedded/src/a.ts', "import { x } from '@recallwire/test/a.ts'", 'packages/embedded may'],
  ])('report in %s: %s', (path, text, rule) => {
    const problems = problemsOf(path, text)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${path} imports '`)
    expect(problems[0]).toContain(rule)
  })

  test.each([
    ['packages/domain/src/a.ts', "import { z } from 'zod'; import { x } from '@recallwire/udi/gs1.ts'"],
    ['packages/domain/src/a/b.ts', "import { x } from '../ids.ts'"],
    ['packages/ports/src/clock.ts', "import type { X } from '@recallwire/domain/ids.ts'"],
    ['packages/ports/src/clock.ts', "import { type X } from '@recallwire/domain/ids.ts'"],
    [
      'packages/ports/src/contracts/clock.ts',
      "import { x } from '@recallwire/domain/ids.ts'; import 'vitest'",
    ],
    ['infra/embedded/src/main.ts', "import { x } from '@recallwire/matcher/start.ts'"],
    ['services/matcher/src/main.ts', "import { x } from '@recallwire/process/a.ts'"],
    ['packages/udi/src/gs1.ts', "// import 'zod'\nconst text = \"import 'zod'\""],
  ])('allow in %s: %s', (path, text) => {
    expect(problemsOf(path, text)).toEqual([])
  })
})

test('a source file gives up its default export, its uses of the process and its test names', () => {
  const facts = readSource(`
    export default 1
    // process.env
    const home = process.env.HOME
    process.exit(1)
    describe('outer', () => {
      test('one', () => {})
      test.each([1])('number %s', () => {})
      it.skipIf(home)('two', () => pattern.test('no test'))
    })`)
  expect(facts.exportsDefault).toBe(true)
  expect(facts.processUses).toEqual(['process.env', 'process.exit'])
  expect(facts.testNames).toEqual(['outer > one', 'outer > two'])
})

test('the lines of a file leave out its tables and keep its code', () => {
  const rows = Array.from({ length: 30 }, (_, row) => `  [${row}],`).join('\n')
  expect(readSource(`const table = [\n${rows}\n]\nexport const size = table.length\n`).lines).toBe(1)
  expect(readSource(`const handlers = [\n${rows}\n  () => 1,\n]\n`).lines).toBe(33)
})

test('a package.json that differs from the imports is reported both ways', () => {
  const manifest = {
    name: '@recallwire/sample',
    dependencies: { pino: '1', zod: '1' },
    devDependencies: { 'fast-check': '1', 'postal-mime': '1', '@types/nodemailer': '1' },
  }
  const files = [
    file('a.ts', "import 'zod/v4'; import 'nodemailer'; import 'node:fs'; import './b.ts'"),
    file('a.test.ts', "import 'fast-check'; import 'vitest'; import 'axe-core'; import 'zod'"),
  ]
  expect(checkDependencies(manifest, files)).toEqual([
    '@recallwire/sample declares pino in its dependencies and does not import it',
    '@recallwire/sample declares postal-mime in its devDependencies and does not import it',
    '@recallwire/sample imports nodemailer, which its dependencies do not declare',
    '@recallwire/sample imports axe-core, which its devDependencies do not declare',
  ])
})

test('a file reaches what the files it imports import, types aside and in a circle too', () => {
  const files = [
    file(
      'mail/src/a.ts',
      "import './b.ts'; import type { X } from './never.ts'; import type { Y } from 'types-only'",
    ),
    file('mail/src/b.ts', "import './deep/c.ts'; import 'nodemailer'"),
    file('mail/src/deep/c.ts', "import '../a.ts'; import 'node:fs'"),
    file('mail/src/never.ts', "import '@aws-sdk/client-ses'"),
  ]
  expect([...reachImports(files, 'mail/src/a.ts')].toSorted()).toEqual(['node:fs', 'nodemailer'])
})
