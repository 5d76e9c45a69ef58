import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswer } from '@recallwire/domain/casework/unit-answer.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { verdictTag } from '../words/tags.ts'
import { whySentence } from '../words/why.ts'
import { dispositionWords, outcomeWords, plural } from '../words/words.ts'
import { productName, unitName, unitsInOrder } from './unit-words.ts'

/** Every unit that is or may be affected: why it is here, and what was answered. `pageOf`: where the firm decides otherwise. */
export function renderUnits(units: readonly CaseUnit[], pageOf?: (unit: CaseUnit) => string): Html {
  const active = unitsInOrder(units)
  const released = units.length - active.length
  return html`${renderRecords({
    caption: 'Units of this case',
    columns: [{ label: 'Unit' }, { label: 'Verdict' }, { label: 'Why' }, { label: 'Answer' }],
    rows: active.map((unit) => [
      html`${pageOf === undefined ? unitName(unit.facts) : html`<a class="usa-link" href="${pageOf(unit)}">${unitName(unit.facts)}</a>`}<span class="display-block font-body-2xs text-base-dark text-normal">${productName(unit.facts, unit.verdict.productId)}${unit.facts.assetTag !== undefined && `, tag ${unit.facts.assetTag}`}${unit.facts.softwareVersion !== undefined && `, software ${unit.facts.softwareVersion}`}</span>`,
      verdictTag(unit.verdict.value),
      renderWhy(unit),
      unit.answers.length === 0 ? 'Not answered' : unit.answers.map(renderAnswer),
    ]),
    empty: 'No unit of this facility is on record for this recall.',
  })}${
    released > 0 &&
    html`<p class="text-base-dark">${plural(released, 'further unit')} of the same products ${released === 1 ? 'is' : 'are'} not affected.</p>`
  }`
}

/** Why it is here in one sentence, and what was seen of the same unit since. */
export function renderWhy(unit: CaseUnit): Html {
  return html`${whySentence(unit.verdict)}${unit.askedToConfirm !== undefined && ' The same unit was also reported elsewhere: please confirm that it is here.'}${unit.surfaced !== undefined && ` This serial was reported ${unit.surfaced.disposition} on ${unit.surfaced.at.slice(0, 10)}: check the label.`}`
}

function renderAnswer(answer: UnitAnswer): Html {
  const details = [
    answer.quantity !== undefined && plural(answer.quantity, 'unit'),
    answer.softwareVersion !== undefined && `software ${answer.softwareVersion}`,
    answer.serial !== undefined && `serial ${answer.serial}`,
    answer.lot !== undefined && `lot ${answer.lot}`,
    outcomeWords[answer.outcome],
  ].filter((part) => part !== false && part !== '')
  return html`<span class="display-block">${dispositionWords[answer.disposition]}${details.length > 0 && `: ${details.join(', ')}`}</span>`
}
