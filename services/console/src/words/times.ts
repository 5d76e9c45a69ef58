import { type Html, html } from '@recallwire/html/html.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** An instant on the clock of `timeZone` (UTC where no facility is meant), with the UTC instant for whoever points at it. */
export function renderTime(at: string, timeZone = 'UTC'): Html {
  return html`<time class="text-no-wrap" datetime="${at}" title="${utcOf(at)}">${localTime(at, timeZone)}</time>`
}

export function localTime(at: string, timeZone = 'UTC'): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatToParts(new Date(at))
  // Versions of ICU differ in "at" and in the blank before PM.
  return parts
    .map((part) => (part.type === 'literal' && part.value.trim() === 'at' ? ', ' : part.value))
    .join('')
    .replace(/[\u00a0\u202f]/g, ' ')
}

const utcOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

/** How far off a time is, in the unit that fits: `in 3 hours`, `2 days ago`. */
export function distance(at: string, now: string): string {
  const ms = Date.parse(at) - Date.parse(now)
  const words = span(Math.abs(ms))
  return ms >= 0 ? `in ${words}` : `${words} ago`
}

export function span(ms: number): string {
  const [size, name] = ms >= 2 * day ? [day, 'day'] : ms >= hour ? [hour, 'hour'] : [minute, 'minute']
  const count = Math.max(1, Math.floor(ms / size))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** What a field of type datetime-local gave, taken as UTC because it has no zone; undefined where it is no time. */
export function instantOfField(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return undefined
  const ms = Date.parse(`${text}Z`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
