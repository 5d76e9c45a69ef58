import { type GapCounts, gapsIn, type StandingCounts } from '@recallwire/domain/gaps/count-standings.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { type Figure, renderFigures } from '../words/collection.ts'
import { distance } from '../words/times.ts'
import { plural } from '../words/words.ts'

/** Whether everyone who is owed a letter has one: first of all whoever is left out. `href`: where they are listed. */
export function renderStandings(counts: GapCounts, now: string, href?: string): Html {
  const { custodies, addressed } = counts
  return html`${renderGapAlert(counts, now, href)}
${renderFigures(figuresOf(custodies, href))}
${
  addressed.owed > 0 &&
  html`<p>Besides, addressed by the firm whatever they hold, and holding nothing: ${plural(addressed.owed, 'facility', 'facilities')}, ${wordsOf(addressed)}.</p>`
}`
}

export function renderGapAlert(counts: GapCounts, now: string, href?: string): Html | undefined {
  const gaps = gapsIn(counts)
  if (gaps === 0) return undefined
  const since = counts.oldestGapSince
  return renderAlert({
    tone: 'error',
    heading: `${plural(gaps, 'letter')} did not go out, and nobody was told`,
    body: html`The oldest has been owed ${since === undefined ? '' : `for ${distance(since, now).replace(' ago', '')}`}. ${
      href === undefined
        ? ''
        : html`<a class="usa-link" href="${href}">See which facilities</a> and phone them.`
    }`,
  })
}

/** Each is a state of its own; together they are all that is owed, always. */
const figuresOf = (counts: StandingCounts, href: string | undefined): readonly Figure[] => [
  { label: 'units owed a letter', value: counts.owed, note: 'the sum of the others' },
  { label: 'in an accepted letter', value: counts.notified, note: 'by the mail service: not read by that' },
  { label: 'a person was told', value: counts.told, note: 'stuck, came back, overdue', href },
  { label: 'waived', value: counts.waived, note: 'answered, or people decided' },
  { label: 'on the way', value: counts.onItsWay, note: 'for less than five minutes', href },
  { label: 'left out', value: counts.gaps, note: 'longer, and nobody was told', href },
]

const wordsOf = ({ notified, told, waived, onItsWay, gaps }: StandingCounts): string =>
  `${notified} with an accepted letter, ${told} told to a person, ${waived} waived, ${onItsWay} on the way, ${gaps} left out`
