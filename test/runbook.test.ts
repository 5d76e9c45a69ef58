import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from '@recallwire/cli/commands.ts'
import { stageWords } from '@recallwire/domain/gaps/stand-facility.ts'
import { embeddedConfigSchema } from '@recallwire/infra-embedded/config.ts'
import { errorCodes } from '@recallwire/runtime/recall-error.ts'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const runbook = readFileSync(join(root, 'infra/runbook.md'), 'utf8')

/** Every line of source that runs in an installation. */
const source = ['packages', 'services', 'infra']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  .filter(
    (path) =>
      path.endsWith('.ts') && !/node_modules|\.test\.ts|test-support|\/testing\/|\/contracts\//.test(path),
  )
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, first = '']) => first)),
]
/** What is logged at a level, word for word. */
const logged = (level: 'error' | 'warn'): readonly string[] =>
  [`'([^']+)'`, `"([^"]+)"`].flatMap((words) =>
    found(source, new RegExp(`logger\\.${level}\\(\\s*${words}`, 'g')),
  )

describe('the runbook', () => {
  test('names only figures that there are, and every one that wakes somebody', () => {
    const metrics = found(source, /name: '(recallwire_[a-z_]+)'/g)
    expect(found(runbook, /`(recallwire_[a-z_]+)`/g).filter((name) => !metrics.includes(name))).toEqual([])
    const waking = metrics.filter((name) =>
      /stuck|parked$|gaps$|alarms|paused|oldest_seconds|lag|sweep/.test(name),
    )
    const missing = waking.filter((name) => !runbook.includes(`\`${name}\``))
    expect(
      missing.filter(
        (name) =>
          !['recallwire_gaps_oldest_seconds', 'recallwire_records_parked_oldest_seconds'].includes(name),
      ),
    ).toEqual([])
  })

  test('has an entry for every line at error, and quotes lines as they are', () => {
    const errors = logged('error')
    expect(errors.length).toBeGreaterThan(5)
    expect(errors.filter((line) => !runbook.includes(line))).toEqual([])
    const known = [...errors, ...logged('warn')]
    const quoted = found(runbook, /`([^`\n]+)` \(warn\)/g)
    expect(quoted.length).toBeGreaterThan(5)
    expect(quoted.filter((line) => !known.includes(line))).toEqual([])
  })

  test('names commands, acts and settings that there are', () => {
    const named = found(runbook, /`recallwire ([a-z]+)/g)
    const names = commands.map(({ name }) => name)
    expect(named.filter((name) => !names.includes(name))).toEqual([])
    for (const line of found(runbook, /`recallwire ((?:stuck|redrive) [a-z]+)/g)) {
      const [name, act = ''] = line.split(' ')
      const command = commands.find((one) => one.name === name)
      expect(command?.arguments?.[0]?.description, line).toContain(act)
    }
    const settings = found(runbook, /`(RECALLWIRE_[A-Z_]+)`/g)
    const known = [...Object.keys(embeddedConfigSchema.shape), 'RECALLWIRE_KEY']
    expect(settings.filter((name) => !known.includes(name))).toEqual([])
  })

  test('says what to do about every fault of store, folder and start', () => {
    const codes = found(runbook, /^\| `([a-z-]+)` +\|/gm)
    expect(codes.filter((code) => !Object.hasOwn(errorCodes, code))).toEqual([])
    const ofTheStart = Object.keys(errorCodes).filter((code) =>
      /^(storage|data-folder|config|port)-/.test(code),
    )
    expect(ofTheStart.filter((code) => !codes.includes(code))).toEqual([])
  })

  test('says of every stage of a gap who holds the letter up', () => {
    for (const words of Object.values(stageWords)) expect(runbook).toContain(`_${words}_`)
  })
})
