import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import type { Language } from '@recallwire/domain/directory/language.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { ensureFolder } from '@recallwire/embedded/ensure-folder.ts'
import { createOperator } from '@recallwire/ingestion/start.ts'
import { type Clock, systemClock } from '@recallwire/ports/clock.ts'
import { type Banner, demonstrationBanner } from '@recallwire/process/banners.ts'
import type { AwsSettings } from '@recallwire/process/open-mail.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { StartArguments } from './arguments.ts'
import type { EmbeddedConfig } from './config.ts'
import { decideDemonstration, readPerformance, writePerformance } from './demonstration/performance.ts'
import { playDemonstration } from './demonstration/play.ts'
import { type SignInLink, signInLinks } from './demonstration/sign-in-links.ts'
import { renderAddresses, renderFound } from './greeting.ts'
import { openSimulatedClock, type SimulatedClock, wasMoved } from './simulated-clock.ts'
import { type Running, startRecallwire } from './start.ts'
import { startStory, type Tell } from './story.ts'

export type RunOptions = {
  readonly start: StartArguments
  readonly config: EmbeddedConfig
  readonly aws: AwsSettings
  readonly random: (bytes: number) => Uint8Array
  /** Waits a little; rejects as soon as `signal` is aborted. */
  readonly pause: () => Promise<void>
  /** Aborted when the process is asked to stop while it still starts. */
  readonly signal: AbortSignal
  readonly logger: Logger
  readonly tell: Tell
}

const simulatedClockBanner: Banner = { en: 'The clock is simulated.', es: 'El reloj es simulado.' }

/**
 * Starts the installation, tells what happens, plays the demonstration on new data, and prints where to go. Rejects with
 * everything closed again when `signal` is aborted meanwhile; an interrupted demonstration goes on at the next start.
 */
export async function run(options: RunOptions): Promise<Running> {
  const { start, tell } = options
  const file = join(start.dataFolder, 'recallwire.db')
  const { empty } = start
  const isDemonstration = decideDemonstration(start.dataFolder, { empty, hasData: existsSync(file) })
  const simulatedClock = openClock(start, options.config)
  const clock = simulatedClock ?? systemClock
  const running = await startRecallwire({
    ...options,
    ...start,
    clock,
    simulatedClock,
    realNow: systemClock.now,
    environmentBanner: bannerOf(isDemonstration, simulatedClock),
  })
  try {
    options.signal.throwIfAborted()
    const story = await startStory(running.backEnd, tell)
    running.lifecycle.add('story', () => story.stop())
    tell(running.isNew ? `Made ${file}.` : await renderFound(running.backEnd, file))
    const links = isDemonstration
      ? await demonstrate(options, running)
      : await operatorLink(options, running, clock)
    const hasMailbox = options.config.RECALLWIRE_MAIL === 'folder'
    tell(renderAddresses({ publicUrl: running.publicUrl, host: start.host, links, hasMailbox }))
    return running
  } catch (error) {
    await running.lifecycle.stop()
    throw error
  }
}

/** About a day in two seconds: slow enough that each day's letters are written on their day. */
const stepMs = 80

function openClock(
  { clock, dataFolder }: StartArguments,
  config: EmbeddedConfig,
): SimulatedClock | undefined {
  if (clock === 'simulated') {
    if (config.RECALLWIRE_MAIL !== 'folder') {
      throw new RecallError(
        'config-invalid',
        'With --clock simulated letters go to the folder alone: nobody shall get mail from another time. Leave out RECALLWIRE_MAIL.',
      )
    }
    ensureFolder(dataFolder)
    return openSimulatedClock({
      dataFolder,
      realNow: systemClock.now,
      everyStep: (tick) => {
        const timer = setInterval(tick, stepMs)
        return () => clearInterval(timer)
      },
    })
  }
  if (!wasMoved(dataFolder)) return undefined
  throw new RecallError(
    'config-invalid',
    `The time in ${dataFolder} was moved ahead: start it with --clock simulated, or choose another folder.`,
  )
}

function bannerOf(isDemonstration: boolean, clock: SimulatedClock | undefined): Banner | undefined {
  const parts = [
    isDemonstration ? demonstrationBanner : undefined,
    clock === undefined ? undefined : simulatedClockBanner,
  ].filter((part) => part !== undefined)
  const inLanguage = (language: Language) => parts.map((part) => part[language]).join(' ')
  return parts.length === 0 ? undefined : { en: inLanguage('en'), es: inLanguage('es') }
}

/** Plays the demonstration unless it was played to the end before, and gives everyone in it a way to sign in. */
async function demonstrate(
  { start, random, pause, signal, tell }: RunOptions,
  running: Running,
): Promise<readonly SignInLink[]> {
  const { baseUrl, publicUrl, keys } = running
  const authorise = (actor: Actor) => {
    // Every step asks for this header first, so that none begins once the process shall stop.
    signal.throwIfAborted()
    return forwardActor(keys.forwarding, actor, addMs(systemClock.now(), 60_000))
  }
  const before = readPerformance(start.dataFolder)
  let people = before?.people ?? []
  if (before?.state !== 'played') {
    const operator: Actor = { ...serviceActor('demonstration', keys.installationId), role: 'operator' }
    const stage = {
      baseUrl,
      authorise,
      operator,
      pause,
      tell: (line: string) => tell(`people     ${line}`),
    }
    people = [...(await playDemonstration(stage)).people]
    writePerformance(start.dataFolder, { state: 'played', people: [...people] })
  }
  const startId = Buffer.from(random(16)).toString('hex')
  return signInLinks({ baseUrl, publicUrl, authorise, startId }, people)
}

/** A way in for whoever operates an installation that has nobody yet. */
async function operatorLink(
  { random }: RunOptions,
  running: Running,
  clock: Clock,
): Promise<readonly SignInLink[]> {
  const { backEnd, keys, publicUrl } = running
  const made = await createOperator({
    backEnd,
    clock,
    random,
    installationId: keys.installationId,
  })
  if (made.kind === 'signed-in-before') return []
  return [
    {
      part: 'creates the first organisation',
      name: 'Operator',
      organisation: 'this installation',
      url: `${publicUrl}/sign-in?link=${made.secret}`,
    },
  ]
}
