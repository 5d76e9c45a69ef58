import { type Behaviour, isBehaviour } from './behaviour.ts'
import { chanceOf } from './chance.ts'
import type { ChooseBehaviour } from './local-ses.ts'
import { type ChooseEvents, type PlannedEvent, simulatorEvents } from './publish-events.ts'
import type { SendRequest } from './read-send.ts'

/** How likely things go wrong, each from 0 to 1. The same seed gives a letter's attempt the same weather. */
export type Weather = {
  readonly seed: number
  /** How sends are answered instead of being accepted. Together at most 1. */
  readonly answers: Readonly<Partial<Record<Behaviour, number>>>
  readonly events: {
    /** Never published. */
    readonly lost: number
    /** Of a mail nothing at all is published. */
    readonly silent: number
    /** Published twice. */
    readonly doubled: number
    /** All events of a mail in the wrong order. */
    readonly reversed: number
    /** Published up to `lateMs` after the mail was taken. */
    readonly late: number
    readonly lateMs: number
  }
}

/** Reads weather as JSON gives it; what is left out is fair. A text says what is wrong with it. */
export function parseWeather(value: unknown): Weather | string {
  if (!isRecord(value))
    return 'write an object such as {"seed":7,"answers":{"throttle":0.1},"events":{"lost":0.02}}'
  const { seed = 0, answers = {}, events = {}, ...others } = value
  const [other] = Object.keys(others)
  if (other !== undefined) return `/${other} is unknown: write seed, answers or events`
  if (typeof seed !== 'number' || !Number.isInteger(seed)) return '/seed: write a whole number'
  if (
    !isRecord(answers) ||
    !Object.entries(answers).every(([name, chance]) => isBehaviour(name) && isChance(chance))
  )
    return '/answers: write behaviours with a chance from 0 to 1 each'
  if (Object.values(answers).reduce<number>((sum, chance) => sum + Number(chance), 0) > 1)
    return '/answers: the chances are more than 1 together'
  if (!isRecord(events)) return '/events: write an object'
  const { lateMs = 0, lost = 0, silent = 0, doubled = 0, reversed = 0, late = 0, ...strange } = events
  const [name] = Object.keys(strange)
  if (name !== undefined)
    return `/events/${name} is unknown: write lost, silent, doubled, reversed, late or lateMs`
  if (![lost, silent, doubled, reversed, late].every(isChance)) return '/events: write chances from 0 to 1'
  if (typeof lateMs !== 'number' || lateMs < 0) return '/events/lateMs: write milliseconds'
  const chances = {
    lost: Number(lost),
    silent: Number(silent),
    doubled: Number(doubled),
    reversed: Number(reversed),
    late: Number(late),
  }
  return { seed, answers, events: { ...chances, lateMs } }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isChance = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1

/** How the sends are answered in this weather. */
export function answersIn({ seed, answers }: Weather): ChooseBehaviour {
  return (send) => {
    let left = chanceOf(seed, 'answer', nameOf(send))
    for (const [behaviour, chance = 0] of Object.entries(answers)) {
      if (left < chance && isBehaviour(behaviour)) return behaviour
      left -= chance
    }
    return 'accept'
  }
}

/** What is heard of a mail in this weather, of what the mailbox simulator would tell. */
export function eventsIn({ seed, events }: Weather): ChooseEvents {
  return (send) => {
    const happens = (chance: number, what: string) => chanceOf(seed, what, nameOf(send)) < chance
    if (happens(events.silent, 'silent')) return []
    const heard = simulatorEvents(send)
      .filter(({ type }) => !happens(events.lost, `lost ${type}`))
      .map(
        (event): PlannedEvent => ({
          ...event,
          times: happens(events.doubled, `doubled ${event.type}`) ? 2 : 1,
          lateMs: happens(events.late, `late ${event.type}`)
            ? Math.ceil(events.lateMs * chanceOf(seed, `how late ${event.type}`, nameOf(send)))
            : 0,
        }),
      )
    return happens(events.reversed, 'reversed') ? heard.toReversed() : heard
  }
}

/** An attempt is named by its tags and its recipient. */
const nameOf = ({ tags, destinations }: SendRequest): string =>
  JSON.stringify([Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1)), destinations])
