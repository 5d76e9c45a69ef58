import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { readConfig } from '@recallwire/runtime/config.ts'
import { armFailpoint } from '@recallwire/runtime/failpoint.ts'
import { untilSignal } from '@recallwire/runtime/lifecycle.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { help, parseArguments } from './arguments.ts'
import { embeddedConfigSchema } from './config.ts'
import { run } from './run.ts'

const parsed = parseArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())

switch (parsed.kind) {
  case 'help':
    console.log(help)
    break
  case 'problem':
    console.error(parsed.message)
    process.exitCode = 2
    break
  case 'start':
    await startUntilSignal(parsed.start).catch((error: unknown) => {
      const known = findRecallError(error)
      console.error(known === undefined ? error : known.message)
      process.exitCode = 1
    })
    break
}

async function startUntilSignal(start: Extract<typeof parsed, { kind: 'start' }>['start']): Promise<void> {
  const alsoKnown = armFailpoint(process.env, () => process.kill(process.pid, 'SIGKILL'))
  const config = readConfig(embeddedConfigSchema, process.env, alsoKnown)
  const logger = createLogger({
    level: config.RECALLWIRE_LOG_LEVEL,
    pretty: process.stderr.isTTY === true,
    destination: process.stderr,
  })
  const { signal, release } = abortOnSignal()
  try {
    const running = await run({
      start,
      config,
      aws: {
        region: process.env.AWS_REGION,
        endpoint: process.env.AWS_ENDPOINT_URL_SES,
        queueEndpoint: process.env.AWS_ENDPOINT_URL_SQS,
      },
      random: randomBytes,
      pause: () => delay(100, undefined, { signal }),
      signal,
      logger,
      tell: (line) => console.log(line),
    })
    // Listens before the other lets go: a signal that nobody listens for in between would be lost.
    const stopped = untilSignal(process, running.lifecycle)
    release()
    await (signal.aborted ? running.lifecycle.stop() : stopped)
  } catch (error) {
    if (!signal.aborted || !(error instanceof Error) || error.name !== 'AbortError') throw error
  }
  console.log('Stopped. Everything is kept; start again to go on.')
}

/** A signal during the start, which takes seconds with the demonstration, stops it as cleanly as one that comes later. */
function abortOnSignal(): { readonly signal: AbortSignal; release(): void } {
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort).once('SIGTERM', abort)
  return { signal: stop.signal, release: () => process.off('SIGINT', abort).off('SIGTERM', abort) }
}
