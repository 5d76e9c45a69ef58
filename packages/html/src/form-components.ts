import { attributes, type Html, type HtmlContent, html } from './html.ts'
import { englishWords, type Words } from './words.ts'

type FieldText = {
  /** The form field's name; also its id, so that an error summary can link to it. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with the value and what to do; shown in place and announced with the field. */
  readonly error?: string | undefined
  readonly required?: boolean | undefined
  /** What the field says by itself; English where it is left out. */
  readonly words?: Words | undefined
}

export type TextField = FieldText & {
  readonly value?: string | number | undefined
  readonly type?:
    | 'text'
    | 'email'
    | 'tel'
    | 'date'
    | 'datetime-local'
    | 'number'
    | 'password'
    | 'search'
    | 'file'
    | undefined
  readonly autocomplete?: string | undefined
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | undefined
  readonly maxLength?: number | undefined
  /** File types a file field offers, e.g. `.csv`. */
  readonly accept?: string | undefined
}

export type TextArea = FieldText & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly maxLength?: number | undefined
}

export type Option = {
  readonly value: string
  readonly label: string
  readonly description?: string | undefined
}

export type ChoiceField = FieldText & {
  readonly options: readonly Option[]
  /** The chosen value; nothing is chosen where it is missing, so that an answer is always deliberate. */
  readonly value?: string | undefined
}

/** A one-line field: label, hint, error, input. */
export function renderTextField(field: TextField): Html {
  const type = field.type ?? 'text'
  const details = attributes({
    class: inputClass(type === 'file' ? 'recallwire-file' : 'usa-input', field),
    ...commonAttributes(field),
    type,
    value: type === 'file' || type === 'password' ? undefined : field.value,
    autocomplete: field.autocomplete,
    inputmode: field.inputMode,
    maxlength: field.maxLength,
    accept: field.accept,
  })
  return renderGroup(field, html`<input${details}>`)
}

/** A field of several lines. */
export function renderTextArea(field: TextArea): Html {
  const details = attributes({
    class: inputClass('usa-textarea', field),
    ...commonAttributes(field),
    rows: field.rows,
    maxlength: field.maxLength,
  })
  // A parser drops one line feed right after <textarea>; the one written here is dropped, the value's own first stays.
  return renderGroup(field, html`<textarea${details}>\n${field.value}</textarea>`)
}

/** A drop-down list. Begins on an empty choice, so that nothing is chosen by default. */
export function renderSelect(field: ChoiceField): Html {
  const options = field.options.map(
    (option) =>
      html`<option${attributes({ value: option.value, selected: option.value === field.value })}>${option.label}</option>`,
  )
  const details = attributes({ class: inputClass('usa-select', field), ...commonAttributes(field) })
  return renderGroup(
    field,
    html`<select${details}><option value="">${wordsOf(field).select}</option>${options}</select>`,
  )
}

/** One question with its answers; `label` is the question. */
export function renderRadioGroup(field: ChoiceField): Html {
  const radios = field.options.map((option, index) => {
    // The first radio carries the field's name as id, so that an error summary's link lands on it.
    const id = index === 0 ? field.name : `${field.name}-${index}`
    const details = attributes({
      class: 'usa-radio__input',
      id,
      type: 'radio',
      name: field.name,
      value: option.value,
      checked: option.value === field.value,
      required: field.required,
    })
    return html`<div class="usa-radio"><input${details}><label class="usa-radio__label" for="${id}">${option.label}${
      option.description !== undefined &&
      html`<span class="usa-radio__label-description">${option.description}</span>`
    }</label></div>
`
  })
  const group = attributes({ class: 'usa-fieldset', 'aria-describedby': describedBy(field) })
  return html`<div${groupClass(field)}><fieldset${group}>
<legend class="usa-legend">${field.label}${requiredMark(field)}</legend>
${hintAndError(field)}${radios}</fieldset></div>
`
}

export type Checkbox = {
  readonly name: string
  readonly value: string
  readonly label: HtmlContent
  readonly checked?: boolean | undefined
  readonly required?: boolean | undefined
}

/** One checkbox; its id is the name and the value, so that several may share a name. */
export function renderCheckbox(box: Checkbox): Html {
  const id = `${box.name}-${box.value}`
  const details = attributes({
    class: 'usa-checkbox__input',
    id,
    type: 'checkbox',
    name: box.name,
    value: box.value,
    checked: box.checked,
    required: box.required,
  })
  return html`<div class="usa-checkbox"><input${details}><label class="usa-checkbox__label" for="${id}">${box.label}</label></div>
`
}

function renderGroup(field: FieldText, control: Html): Html {
  return html`<div${groupClass(field)}>
<label class="usa-label${field.error !== undefined && ' usa-label--error'}" for="${field.name}">${field.label}${requiredMark(field)}</label>
${hintAndError(field)}${control}
</div>
`
}

function hintAndError(field: FieldText): Html {
  return html`${field.hint !== undefined && html`<span class="usa-hint" id="${field.name}-hint">${field.hint}</span>\n`}${
    field.error !== undefined &&
    html`<span class="usa-error-message" id="${field.name}-error"><span class="usa-sr-only">${wordsOf(field).error}: </span>${field.error}</span>\n`
  }`
}

const wordsOf = (field: FieldText): Words => field.words ?? englishWords

function requiredMark(field: FieldText): Html | false {
  return field.required === true && html` <span class="recallwire-required">${wordsOf(field).required}</span>`
}

function commonAttributes(field: FieldText) {
  return {
    id: field.name,
    name: field.name,
    required: field.required,
    'aria-describedby': describedBy(field),
    'aria-invalid': field.error === undefined ? undefined : 'true',
  }
}

function describedBy(field: FieldText): string | undefined {
  const ids = [
    field.hint !== undefined && `${field.name}-hint`,
    field.error !== undefined && `${field.name}-error`,
  ].filter((id) => id !== false)
  return ids.length === 0 ? undefined : ids.join(' ')
}

function groupClass(field: FieldText) {
  return attributes({
    class: field.error === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error',
  })
}

function inputClass(base: string, field: FieldText): string {
  return field.error === undefined ? base : `${base} usa-input--error`
}
