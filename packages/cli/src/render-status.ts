import type { RecallStatus } from './recall-status.ts'
import { renderTable } from './render-table.ts'
import { classWords, counted, shortInstant } from './words.ts'

const steps: readonly (readonly [keyof RecallStatus['funnel'], string])[] = [
  ['letterPlanned', 'told: a letter is planned'],
  ['letterAccepted', 'letter accepted by the mail service'],
  ['received', 'a reply received'],
  ['assessed', 'every unit assessed'],
  ['acted', 'every unit acted on'],
  ['discharged', 'every letter answered'],
]

export function renderStatus({
  recall,
  facilities,
  stoodDown,
  funnel,
  surfaced,
  silent,
}: RecallStatus): string {
  const { reference, title, firmName, status, revision, recallClass, publishedAt } = recall
  const since = publishedAt === undefined ? '' : ` since ${shortInstant(publishedAt)}`
  const width = `${facilities}`.length
  return [
    `${reference}: ${title}`,
    `${firmName}, ${classWords(recallClass)}, ${status}${since}, revision ${revision}`,
    '',
    `${counted(facilities, 'facility', 'facilities')} concerned${stoodDown > 0 ? `, ${stoodDown} stood down` : ''}`,
    ...steps.map(([step, words]) => `  ${`${funnel[step]}`.padStart(width)} of ${facilities}  ${words}`),
    '',
    ...(surfaced === 0
      ? []
      : [`${counted(surfaced, 'unit')} seen after being reported gone: look into it at once.`, '']),
    silent.length === 0 ? 'Nobody is silent.' : `Silent (${silent.length}):`,
    ...(silent.length === 0 ? [] : [silentTable(silent)]),
  ].join('\n')
}

function silentTable(silent: RecallStatus['silent']): string {
  const rows = silent.map(({ facilityName, due, overdue, letterAccepted, openTasks }) => [
    facilityName,
    due === undefined ? 'when a letter is accepted' : `${shortInstant(due.at)}${overdue ? ' OVERDUE' : ''}`,
    letterAccepted ? 'accepted' : 'not accepted yet',
    openTasks === 0 ? '' : counted(openTasks, 'task'),
    due?.rule ?? '',
  ])
  return renderTable(['FACILITY', 'REPLY DUE', 'LETTER', 'TO DO', 'RULE'], rows, '')
}
