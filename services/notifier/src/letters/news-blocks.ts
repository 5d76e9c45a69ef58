import type { Case, CaseUnit, Duty } from '@recallwire/domain/casework/case.ts'
import { isSettled } from '@recallwire/domain/casework/unit-answer.ts'
import { localDate } from '../language/local-time.ts'
import type { Texts } from '../language/texts.ts'
import type { Block } from './letter-content.ts'
import type { LetterInput } from './letter-input.ts'
import { paragraph, section } from './letter-parts.ts'
import { unitsNamed, unitTables } from './unit-blocks.ts'

/** What is different from the letters before, in words: a later letter that hides it is read as a repeat. */
export function newsBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { plan, on } = input
  const newSenders = on.duties.filter((duty) => plan.dutyIds.includes(duty.dutyId) && isUntold(input, duty))
  const lines = [
    ...plan.changed.map((part) => texts.changed.part[part]),
    plan.newUnits.length > 0 && texts.changed.newUnits(plan.newUnits.length),
    plan.releasedUnits.length > 0 && texts.changed.releasedUnits(plan.releasedUnits.length),
    plan.confirmUnits.length > 0 && texts.changed.confirmUnits(plan.confirmUnits.length),
    newSenders.length > 0 && texts.changed.senders(newSenders.map((duty) => duty.senderName)),
  ].filter((line) => line !== false)
  return section(texts.changed.heading, lines.length === 0 ? [] : [{ kind: 'list', items: lines }])
}

/** What whoever forwarded the recall says to it, above the firm's own words and apart from them; said once. */
export function coverNoteBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { on, plan } = input
  return on.duties
    .filter((duty) => plan.dutyIds.includes(duty.dutyId) && !wasNamed(input, duty))
    .flatMap(({ senderName, coverNote }): readonly Block[] =>
      coverNote === undefined
        ? []
        : [
            {
              kind: 'quote',
              from: texts.coverNote.from(senderName),
              text: coverNote,
              after: texts.coverNote.after,
            },
          ],
    )
}

/** A duty that no letter before this one named; in the first letter nothing is new. */
function isUntold(input: LetterInput, duty: Duty): boolean {
  return lettersBefore(input.on, input.plan.letterId).length > 0 && !wasNamed(input, duty)
}

const wasNamed = ({ on, plan }: LetterInput, { dutyId }: Duty): boolean =>
  lettersBefore(on, plan.letterId).some(({ dutyIds }) => dutyIds.includes(dutyId))

function lettersBefore(on: Case, letterId: string): Case['letters'] {
  const here = on.letters.findIndex((letter) => letter.letterId === letterId)
  return on.letters.slice(0, here < 0 ? undefined : here).filter((letter) => letter.kind !== 'receipt')
}

export function confirmBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const units = unitsNamed(input.on, input.plan.confirmUnits)
  if (units.length === 0) return []
  return section(texts.confirm.heading, [
    paragraph(texts.confirm.text),
    ...unitTables(units, input.revision.content, texts, () => texts.confirm.why),
  ])
}

export function releasedBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const units = unitsNamed(input.on, input.plan.releasedUnits)
  if (units.length === 0) return []
  return section(texts.released.heading, [
    paragraph(texts.released.text),
    ...unitTables(units, input.revision.content, texts),
  ])
}

/** What was sent before and when: whoever is escalated to can find it among colleagues. */
export function earlierBlocks(input: LetterInput, texts: Texts): readonly Block[] {
  const { on, plan, facility } = input
  const items = lettersBefore(on, plan.letterId).flatMap(({ acceptedAt, kind }) =>
    acceptedAt === undefined
      ? []
      : [
          texts.earlier.line(
            localDate(acceptedAt, facility.timeZone, texts.locale),
            texts.earlier.kind[kind],
          ),
        ],
  )
  return section(texts.earlier.heading, items.length === 0 ? [] : [{ kind: 'list', items }])
}

/** Units whose answer is missing or leaves something open. */
export const openUnits = (units: readonly CaseUnit[]): readonly CaseUnit[] =>
  units.filter((unit) => !isSettled(unit.answers, unit.facts.quantity))
