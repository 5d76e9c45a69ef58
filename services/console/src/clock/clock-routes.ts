import type { Actor } from '@recallwire/domain/access/actor.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderTime } from '../words/times.ts'

const spans = [
  { hours: 1, label: 'One hour' },
  { hours: 24, label: 'One day' },
  { hours: 72, label: 'Three days' },
  { hours: 720, label: 'Thirty days' },
] as const

/** Lets a demonstration's time pass, so that reminders and escalations of weeks are seen in a minute. */
export const clockRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/clock',
    summary: 'The simulated time of this installation.',
    action: 'clock.use',
    show: (visit) => showClock(visit),
  }),
  formRoute(deps, {
    path: '/clock',
    summary: 'Let simulated time pass.',
    action: 'clock.use',
    submit: async (visit, { fields, key }) => {
      const span = spans.find(({ hours }) => String(hours) === fields.text('hours'))
      if (span === undefined) return visit.leadTo('/clock')
      const moved = await visit.api.clock.advance(key, span.hours)
      return moved.kind === 'problem' ? visit.refusal(moved.problem) : visit.leadTo('/clock')
    },
  }),
]

async function showClock(visit: Visit) {
  const clock = await visit.api.clock.get()
  if (clock.kind === 'problem') return visit.refusal(clock.problem)
  const { now, movingTo } = clock.value
  return visit.page({
    title: 'Simulated time',
    // While time passes the page follows it; the forms on it hold nothing that was typed.
    ...(movingTo === undefined ? {} : { refreshSeconds: 1 }),
    body: html`<p class="font-sans-lg">It is ${renderTime(now)}${movingTo !== undefined && html`, on the way to ${renderTime(movingTo)}`}.</p>
<p class="measure-5">Deadlines, reminders and escalations follow this clock. Time passes an hour at each step, about a day in two seconds,
and never back. What is kept about sending itself runs on real time.</p>
<h2>Let time pass</h2>
${spans.map(({ hours, label }) =>
  renderForm({
    action: '/clock',
    hidden: { ...visit.hidden(), hours: String(hours) },
    submit: label,
    body: html``,
  }),
)}`,
  })
}
