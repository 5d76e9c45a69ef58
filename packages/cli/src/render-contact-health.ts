import type { ContactHealth } from '@recallwire/domain/directory/contact-health.ts'
import type { Facility } from '@recallwire/domain/directory/facility.ts'
import { healthSentence } from '@recallwire/domain/directory/health-sentence.ts'
import { renderTable } from './render-table.ts'
import { counted } from './words.ts'

const header = ['GRADE', 'FACILITY', 'CODE', 'USABLE', 'VERIFIED', 'WHY']

/** One line a facility, and under it whatever else lowers its grade. */
export function renderContactHealth(
  graded: readonly ContactHealth[],
  facilities: readonly Facility[],
): string {
  const known = new Map(facilities.map((facility) => [facility.facilityId, facility]))
  const rows = graded.flatMap(({ facilityId, grade, contacts, usable, verified, reasons }) => {
    const { name = facilityId, code = '' } = known.get(facilityId) ?? {}
    const [first = '', ...rest] = reasons.map(healthSentence)
    return [
      [grade, name, code, `${usable} of ${contacts}`, `${verified}`, first],
      ...rest.map((sentence) => ['', '', '', '', '', sentence]),
    ]
  })
  const silent = graded.filter(({ usable }) => usable === 0).length
  return [
    renderTable(header, rows, 'There are no facilities.'),
    ...(silent > 0
      ? ['', `${counted(silent, 'facility has', 'facilities have')} no usable contact: a person must phone.`]
      : []),
  ].join('\n')
}
