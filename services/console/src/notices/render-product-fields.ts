import { renderRadioGroup, renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { attributes, type Html, html } from '@recallwire/html/html.ts'
import type { FormFields } from '../session/form-fields.ts'

/** One product: what it is, which of its units are covered, and the notice's own words for that. */
export function renderProductFields(
  index: number,
  fields: FormFields,
  error: (field: string) => string | undefined,
): Html {
  const field = (name: string) => {
    const full = `product-${index}-${name}`
    return { name: full, value: fields.text(full), error: error(full) }
  }
  const keeps = fields.text(`product-${index}-units`) === 'keep'
  return html`<fieldset class="usa-fieldset margin-top-4 padding-2 border-1px border-base-light">
<legend class="usa-legend usa-legend--large">Product ${index + 1}</legend>
${renderTextField({ ...field('name'), label: 'Name, as users know it', required: index === 0 })}
${renderTextField({ ...field('id'), label: 'Short name', hint: 'Letters, digits and hyphens, e.g. V6. It stays the same in every revision.' })}
${renderTextField({ ...field('manufacturer'), label: 'Manufacturer', required: index === 0 })}
${renderTextArea({ ...field('refs'), label: 'Product codes', hint: 'Catalogue or model numbers, one per line.', rows: 2 })}
${renderTextArea({ ...field('dis'), label: 'UDI-DIs', hint: '14 digits each, one per line. The check digit is verified.', rows: 2 })}
${renderRadioGroup({
  ...field('units'),
  label: 'Which units are covered?',
  required: index === 0,
  options: [
    { value: 'serials', label: 'The serial numbers listed below' },
    { value: 'lots', label: 'The lots listed below' },
    { value: 'all', label: 'All units of this product' },
    ...(keeps ? [{ value: 'keep', label: 'As it stands: the rule is richer than this form' }] : []),
  ],
})}
${renderTextArea({ ...field('marks'), label: 'Serial numbers or lots', hint: 'Paste the list: one per line, or separated by commas.', rows: 6 })}
${renderTextArea({ ...field('verbatim'), label: 'The scope in the words of the notice', hint: 'Word for word: it is kept beside the list above, with its hash.', required: index === 0, rows: 3 })}
<details${detailsState(fields.text(`product-${index}-check-question`) !== '')}><summary>A software check, if the notice asks for one</summary>
<p class="usa-hint">Its answer decides what is to be done with an affected unit. It never decides whether a unit is affected.</p>
${renderTextField({ ...field('check-question'), label: 'Question to the facility' })}
${renderTextField({ ...field('check-begins'), label: 'The right version begins with', hint: 'e.g. 6 for 6.02.07' })}
${renderTextField({ ...field('check-passed'), label: 'If it is right' })}
${renderTextField({ ...field('check-failed'), label: 'If it is wrong, or was not read' })}
</details></fieldset>
`
}

const detailsState = (open: boolean) => attributes({ open })
