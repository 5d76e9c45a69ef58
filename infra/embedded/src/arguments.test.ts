import { describe, expect, test } from 'vitest'
import { parseArguments } from './arguments.ts'

describe('the command line of start', () => {
  test('has a default for everything', () => {
    expect(parseArguments([], '/home/someone')).toEqual({
      kind: 'start',
      start: {
        dataFolder: '/home/someone/data',
        port: 4800,
        host: '127.0.0.1',
        empty: false,
        clock: 'system',
      },
    })
  })

  test('takes the options that pnpm hands on, with or without its dashes', () => {
    expect(
      parseArguments(
        ['--', '--port', '4810', '--empty', '--data', 'elsewhere', '--clock', 'simulated'],
        '/home/someone',
      ),
    ).toEqual({
      kind: 'start',
      start: {
        dataFolder: '/home/someone/elsewhere',
        port: 4810,
        host: '127.0.0.1',
        empty: true,
        clock: 'simulated',
      },
    })
  })

  test.each([
    [['--port', 'http'], '--port http is not a port: give a number from 0 to 65535.'],
    [['--clock', 'sundial'], '--clock sundial is no clock: give system or simulated.'],
    [['--port', '65536'], '--port 65536 is not a port: give a number from 0 to 65535.'],
  ])('refuses %j in one sentence', (args, message) => {
    expect(parseArguments(args, '/')).toEqual({ kind: 'problem', message })
  })

  test('an option that does not exist is named', () => {
    expect(parseArguments(['--prot', '1'], '/')).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining("'--prot'"),
    })
  })
})
