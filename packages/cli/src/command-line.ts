import { CommanderError, Command as Program } from 'commander'
import type { Command, Surroundings } from './command.ts'
import { connect } from './connect.ts'
import { failure, type Outcome } from './outcome.ts'
import { type Printed, renderOutcome } from './render-outcome.ts'

const remarks = `
Environment:
  RECALLWIRE_URL  address of the installation (default: http://127.0.0.1:4800)
  RECALLWIRE_KEY  your API key; it is read from here alone, and never shown

Exit codes:
  0 done   1 refused, or tampered with   2 not usable as typed   3 no answer, try later   4 not allowed
  verify: 0 sound   1 tampered with   2 cannot be checked

RECALL is a recall's id, the firm's own reference or a regulator's number.`

/** Runs one command line (without `node` and the file) to its end; nothing is printed, the caller gets the text. */
export async function runCommandLine(
  commands: readonly Command[],
  typed: readonly string[],
  surroundings: Surroundings,
): Promise<Printed> {
  // pnpm hands a "--" of its own on to the script.
  const words = typed[0] === '--' ? typed.slice(1) : typed
  const json = words.includes('--json')
  const said: string[] = []
  let outcome: Outcome | undefined
  const program = createProgram(said)
  for (const command of commands) {
    addCommand(program, command, async (input) => {
      const { env, fetch } = surroundings
      const quiet = json ? { ...surroundings, stderr: undefined } : surroundings
      outcome = await command.run(quiet, () => connect(env, fetch), input)
    })
  }
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { stdout: said.join(''), stderr: '', exitCode: 0 }
    outcome = mistyped(error, said, commands.find(({ name }) => name === words[0])?.name)
  }
  if (outcome === undefined) throw new Error('a command ended without an outcome')
  return renderOutcome(outcome, json)
}

function createProgram(said: string[]): Program {
  const write = (text: string) => said.push(text)
  return new Program('recallwire')
    .description('Recalls of medical devices on the command line, over the HTTP API of Recallwire.')
    .configureOutput({ writeOut: write, writeErr: write })
    .exitOverride()
    .helpCommand(false)
    .addHelpText('after', remarks)
}

/** Without a word the help is shown, which is not what a script that lost its arguments asked for. */
function mistyped(error: CommanderError, said: readonly string[], command: string | undefined): Outcome {
  if (error.code === 'commander.help') return failure('usage', 'Name a command', said.join('').trimEnd())
  const [title = '', ...hints] = error.message.replace(/^error: /, '').split('\n')
  return failure(
    'usage',
    title,
    [...hints, `See recallwire ${command === undefined ? '' : `${command} `}--help.`].join(' '),
  )
}

type Act = (typed: unknown) => Promise<void>

function addCommand(program: Program, command: Command, act: Act): void {
  const { name, summary, arguments: args = [], options = [], examples, remarks: more } = command
  // Settings such as the captured output come from the program only if it makes the command itself.
  const sub = program.command(name).description(summary)
  for (const { flags, description } of args) sub.argument(flags, description)
  for (const { flags, description, required, many } of options) {
    if (required) sub.requiredOption(flags, description)
    else if (many) sub.option(flags, description, collect, [])
    else sub.option(flags, description)
  }
  sub.option('--json', 'print one JSON document on standard output, and nothing else')
  const shown = examples.map((example) => `  recallwire ${example}`).join('\n')
  sub.addHelpText('after', `${more === undefined ? '' : `\n${more}\n`}\nExamples:\n${shown}`)
  sub.action(async () => {
    const given = sub.registeredArguments.map((argument, index) => [
      argument.name(),
      sub.processedArgs[index],
    ])
    const { json: _, ...chosen } = sub.opts()
    await act({ ...Object.fromEntries(given), ...chosen })
  })
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value]
