import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type StartArguments = {
  readonly dataFolder: string
  readonly port: number
  readonly host: string
  /** Start without the demonstration. */
  readonly empty: boolean
  readonly clock: 'system' | 'simulated'
}

export const help = `Recallwire: carries a medical-device recall from the firm to every facility that holds an affected unit.

  npx --yes pnpm@12 start [-- OPTIONS]

  --data DIR    folder of the database, the keys and the letters (default: data)
  --port N      port to listen on (default: 4800)
  --host HOST   address to listen on (default: 127.0.0.1, this machine only)
  --empty       start without the demonstration and print a one-time link for the first operator
  --clock KIND  system, or simulated: a clock that can be moved forward, to watch weeks of reminders (default: system)
  --help        show this text

A new data folder is filled with a demonstration: one firm, seven facilities, a distributor, a regulator and 400 devices,
all invented, and one real recall notice. Letters are written as .eml files; nothing is ever mailed.
`

export type ParsedArguments =
  | { readonly kind: 'start'; readonly start: StartArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly message: string }

/** Reads the command line. Every problem is one sentence that says what to write instead. */
export function parseArguments(args: readonly string[], workingFolder: string): ParsedArguments {
  let values: ReturnType<typeof parse>['values']
  try {
    values = parse(args).values
  } catch (error) {
    return {
      kind: 'problem',
      message: `${error instanceof Error ? error.message : String(error)} See --help.`,
    }
  }
  if (values.help) return { kind: 'help' }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return { kind: 'problem', message: `--port ${values.port} is not a port: give a number from 0 to 65535.` }
  }
  const { clock } = values
  if (clock !== 'system' && clock !== 'simulated') {
    return { kind: 'problem', message: `--clock ${clock} is no clock: give system or simulated.` }
  }
  const dataFolder = resolve(workingFolder, values.data)
  return { kind: 'start', start: { dataFolder, port, host: values.host, empty: values.empty, clock } }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    // pnpm hands a "--" of its own on to the script.
    args: args.filter((argument) => argument !== '--'),
    options: {
      data: { type: 'string', default: 'data' },
      port: { type: 'string', default: '4800' },
      host: { type: 'string', default: '127.0.0.1' },
      empty: { type: 'boolean', default: false },
      clock: { type: 'string', default: 'system' },
      help: { type: 'boolean', default: false },
    },
    strict: true,
  })
