import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { occupyPort, type StartedMain, startMain } from './testing/start-main.ts'

const started: StartedMain[] = []

function start(...args: readonly string[]): StartedMain {
  const command = startMain(args)
  started.push(command)
  return command
}

async function outcome(...args: readonly string[]) {
  const command = start(...args)
  return { code: await command.ended, ...command.said }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recallwire-main-'))
})
afterEach(async () => {
  for (const command of started.splice(0)) {
    if (!command.isOver()) command.signal('SIGKILL')
    await command.ended
  }
  rmSync(folder, { recursive: true })
})

/** One sentence for whoever started it, and nothing of how the program is made. */
function expectOneSentence(text: string): void {
  expect(text.trim().split('\n')).toHaveLength(1)
  expect(text).toMatch(/[.!]\n$/)
  expect(text).not.toMatch(/\n\s+at |node:|Error:/)
}

describe('a start that cannot be', () => {
  test('explains itself when asked for help, and succeeds', async () => {
    const { code, out, err } = await outcome('--help')
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('--empty')
  })

  test.each([
    [['--port', 'http'], '--port http is not a port'],
    [['--data'], '--data'],
    [['--bogus'], '--bogus'],
  ])('names what is wrong with %j', async (args, problem) => {
    const { code, out, err } = await outcome(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(problem)
    expectOneSentence(err)
  })

  test('names the folder that it cannot make', async () => {
    writeFileSync(join(folder, 'file'), '')
    for (const more of [[], ['--empty']]) {
      const { code, err } = await outcome('--data', join(folder, 'file', 'data'), '--port', '0', ...more)
      expect(code).toBe(1)
      expect(err).toContain(`The data folder ${join(folder, 'file', 'data')} cannot be created`)
      expectOneSentence(err)
    }
  })

  test('names the port that another program has', async () => {
    const { port, release } = await occupyPort()
    const { code, err } = await outcome('--data', folder, '--port', String(port), '--empty')
    await release()
    expect(code).toBe(1)
    expect(err).toContain(`Port ${port} on 127.0.0.1 is used by another program`)
    expectOneSentence(err)
  })

  test.each([
    ['no database', 'this is no database, and is longer than the header of one, a hundred bytes. '.repeat(9)],
    ['a database cut off within its header', 'SQLite format 3\0'],
  ])('leaves a file alone that is %s', async (_what, bytes) => {
    const file = join(folder, 'recallwire.db')
    writeFileSync(file, bytes)
    const { code, err } = await outcome('--data', folder, '--port', '0')
    expect(code).toBe(1)
    expect(err).toContain(file)
    expectOneSentence(err)
    expect(readFileSync(file, 'utf8')).toBe(bytes)
  })

  test('names a database of its own that was damaged', async () => {
    const file = join(folder, 'recallwire.db')
    const before = start('--data', folder, '--port', '0', '--empty')
    await before.says('Listening on')
    before.signal('SIGTERM')
    await before.ended
    writeFileSync(file, readFileSync(file).fill(0x5a, 8_192, 65_536))
    const { code, err } = await outcome('--data', folder, '--port', '0', '--empty')
    expect(code).toBe(1)
    // What the database itself finds wrong is quoted, and has lines of its own.
    expect(err).toMatch(/recallwire\.db is damaged .*: nothing was changed; restore it from a backup\.\n$/s)
    expect(err).not.toMatch(/\n\s+at |node:/)
  })

  test('names damaged keys', async () => {
    writeFileSync(join(folder, 'keys.json'), '{')
    const { code, err } = await outcome('--data', folder, '--port', '0', '--empty')
    expect(code).toBe(1)
    expect(err).toContain('keys.json cannot be read as JSON')
    expectOneSentence(err)
  })

  test('names a setting that does not exist, and touches nothing', async () => {
    const command = startMain(['--data', folder, '--port', '0'], { RECALLWIRE_GATHERMS: '1' })
    expect(await command.ended).toBe(1)
    expect(command.said.err).toContain(
      'RECALLWIRE_GATHERMS is not a setting; did you mean RECALLWIRE_GATHER_MS?',
    )
    expect(command.said.err).not.toMatch(/\n\s+at /)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a running installation', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('stops cleanly on %s', async (signal) => {
    const command = start('--data', folder, '--port', '0', '--empty')
    await command.says('Listening on')
    const asked = performance.now()
    command.signal(signal)
    expect(await command.ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(command.said.err).toBe('')
    expect(command.said.out).toMatch(/Stopped\. Everything is kept; start again to go on\.\n$/)
  })

  test('has its data to itself', async () => {
    const first = start('--data', folder, '--port', '0', '--empty')
    await first.says('Listening on')
    const { code, err } = await outcome('--data', folder, '--port', '0', '--empty')
    expect(code).toBe(1)
    expect(err).toContain(`Another Recallwire works on the data folder ${folder}`)
    expectOneSentence(err)
    expect(first.isOver()).toBe(false)
  })

  test('prints a new one-time link for the first operator at each start until it was used', async () => {
    const links = []
    for (const _start of [1, 2]) {
      const command = start('--data', folder, '--port', '0', '--empty')
      await command.says('Listening on')
      links.push(/\/sign-in\?link=(rw_[\w-]{43})\n/.exec(command.said.out)?.[1])
      expect(command.said.out).not.toContain('Demonstration')
      command.signal('SIGTERM')
      await command.ended
    }
    expect(links).toEqual([expect.any(String), expect.any(String)])
    expect(links[0]).not.toBe(links[1])
  })
})

describe('the demonstration', () => {
  test('stops cleanly in the middle, and goes on at the next start', async () => {
    const first = start('--data', folder, '--port', '0')
    await first.says('devices of 8 sites are in the registry')
    first.signal('SIGINT')
    expect(await first.ended).toBe(0)
    expect(first.said.out).not.toContain('Listening on')
    expect(first.said.err).toBe('')
    const second = start('--data', folder, '--port', '0')
    await second.says('Listening on')
    expect(second.said.out).toContain('5 facilities with 22 affected and 1 possible units')
    // Nine about the recall; each of the twelve contacts was asked whether its address is right.
    expect(readdirSync(join(folder, 'letters'))).toHaveLength(9 + 12)
  })

  test('is played though the first start found its port taken', async () => {
    const { port, release } = await occupyPort()
    expect((await outcome('--data', folder, '--port', String(port))).code).toBe(1)
    await release()
    const second = start('--data', folder, '--port', '0')
    await second.says('devices of 8 sites are in the registry')
    expect(second.said.out).toContain('400 devices')
  })
})
