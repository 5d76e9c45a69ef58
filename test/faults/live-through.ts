import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { countEvents } from './count-events.ts'
import { untilQuiet } from './quiet.ts'
import { fillReplyForm, recordedReply } from './reply-form.ts'
import { between } from './seeded-random.ts'
import { type Place, type StartedProcess, startProcess } from './start-process.ts'

/** Every site with a case at the end of the demonstration. */
const repliers = ['NGH', 'SAMC', 'BRH', 'HSC', 'WH1', 'TVC', 'OML'] as const

/** One life of the process from when it listened: how it ended, and how many events it brought into the log. */
export type Life = { readonly killed: string; readonly events: number; readonly midPlay: boolean }

/** The story without a fault: the demonstration is played, everyone replies. Leaves the process running. */
export async function liveCalmly(place: Place): Promise<StartedProcess> {
  const process = await startProcess(place)
  await process.played()
  await untilQuiet(place)
  for (const code of repliers) recordedReply(await (await fillReplyForm(place.folder, code)).press())
  await untilQuiet(place)
  return process
}

/**
 * The same story, the process killed `kills` times: while the demonstration plays, and then while each reply is sent. Leaves
 * the last process running. A form whose answer was lost is sent again as it was, and once more after that.
 */
export async function liveThroughKills(
  place: Place,
  kills: number,
  random: () => number,
): Promise<{ readonly process: StartedProcess; readonly lives: readonly Life[] }> {
  const lives: Life[] = []
  let life = await begin(place)
  const end = async (killed: string): Promise<void> => {
    const midPlay = !life.process.isPlayed()
    await life.process.kill()
    lives.push({ killed, midPlay, events: countEvents(place.folder) - life.eventsBefore })
    life = await begin(place)
  }
  while (lives.length < kills - repliers.length) await end(await momentOfPlay(place, life, random))
  await life.process.played()
  await untilQuiet(place)
  for (const code of repliers) {
    const form = await fillReplyForm(place.folder, code)
    const ms = between(random, 0, 40)
    // The answer is lost when the kill comes first: whoever sent the form cannot tell.
    const answered = form.press().catch(() => undefined)
    await delay(ms)
    await end(`${ms} ms after the form of ${code} was sent`)
    await answered
    await life.process.played()
    const [again, onceMore] = [recordedReply(await form.press()), recordedReply(await form.press())]
    if (again !== onceMore) throw new Error(`one form of ${code} made two replies, ${again} and ${onceMore}`)
  }
  await untilQuiet(place)
  return { process: life.process, lives }
}

type Begun = { readonly process: StartedProcess; readonly eventsBefore: number }

async function begin(place: Place): Promise<Begun> {
  const process = await startProcess(place)
  return { process, eventsBefore: countEvents(place.folder) }
}

/** Half of the kills come at a moment, half at an event; a life without any event would show nothing. */
async function momentOfPlay(
  { folder }: Place,
  { process, eventsBefore }: Begun,
  random: () => number,
): Promise<string> {
  const ms = between(random, 50, 500)
  const events = random() < 0.5 ? between(random, 2, 60) : undefined
  if (events === undefined) await delay(ms)
  await eventually(
    'the process does something',
    () => {
      const done = countEvents(folder) - eventsBefore
      return done >= (events ?? 1) || (done > 0 && process.isPlayed())
    },
    60_000,
  )
  return events === undefined ? `${ms} ms after it listened` : `at event ${events}`
}
