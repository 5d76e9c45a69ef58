#!/usr/bin/env node
import { randomUUID } from 'node:crypto'
import { runCommandLine } from './command-line.ts'
import { commands } from './commands.ts'

// A reader that has seen enough (`recallwire devices | head`) closes the pipe: the rest is not wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const { stdout, stderr, exitCode } = await runCommandLine(commands, process.argv.slice(2), {
  env: process.env,
  workingFolder: process.env.INIT_CWD ?? process.cwd(),
  fetch,
  stdin: process.stdin,
  stderr: process.stderr,
  now: Date.now,
  newId: randomUUID,
})
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = exitCode
