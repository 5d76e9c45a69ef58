import { describe, expect, test } from 'vitest'
import { renderAlert, renderDefinitionList, renderTable, renderTag } from './components.ts'
import {
  renderCheckbox,
  renderRadioGroup,
  renderSelect,
  renderTextArea,
  renderTextField,
} from './form-components.ts'
import { renderButtonForm, renderErrorSummary, renderForm, renderHiddenInputs } from './forms.ts'
import { html } from './html.ts'

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No', description: 'Not at this site' },
]

describe('tables', () => {
  const columns = [{ label: 'Facility' }, { label: 'Units', numeric: true }]

  test('head columns and rows and escape the cells', () => {
    const text = renderTable({ caption: 'Cases', columns, rows: [['<North>', 3]] }).toString()
    expect(text).toContain('<caption>Cases</caption>')
    expect(text).toContain('<th scope="col">Facility</th>')
    expect(text).toContain('<th scope="row">&lt;North&gt;</th><td class="text-right text-tabular">3</td>')
  })

  test('say that they are empty', () => {
    expect(
      renderTable({ caption: 'Cases', columns, rows: [], empty: 'No case is open.' }).toString(),
    ).toContain('<td colspan="2">No case is open.</td>')
  })

  test('refuse a row that does not fit the columns', () => {
    expect(() => renderTable({ caption: 'Cases', columns, rows: [['North']] })).toThrow(
      new RangeError('Cases: a row has 1 cells, the table 2 columns'),
    )
  })
})

test('an alert says its tone in words and an error is announced', () => {
  expect(renderAlert({ tone: 'success', body: 'Saved' }).toString()).toContain(
    '<span class="usa-sr-only">Done: </span>Saved',
  )
  expect(renderAlert({ tone: 'error', heading: 'Not saved', body: 'x' }).toString()).toContain('role="alert"')
})

test('a tag carries its meaning as text', () => {
  expect(renderTag('Overdue', 'attention').toString()).toContain('>Overdue</span>')
})

test('a definition list keeps nested markup', () => {
  expect(renderDefinitionList([{ term: 'Class', value: html`<b>I</b>` }]).toString()).toContain(
    '<dt>Class</dt><dd><b>I</b></dd>',
  )
})

describe('fields', () => {
  test('tie hint and error to the input', () => {
    const text = renderTextField({
      name: 'person',
      label: 'Name',
      hint: 'As printed',
      error: 'Enter a name',
      value: '"x',
    }).toString()
    expect(text).toContain('usa-form-group--error')
    expect(text).toContain('<label class="usa-label usa-label--error" for="person">')
    expect(text).toContain('aria-describedby="person-hint person-error" aria-invalid="true"')
    expect(text).toContain('id="person-error"')
    expect(text).toContain('value="&quot;x"')
  })

  test('never send a password or a file name back', () => {
    expect(
      renderTextField({ name: 'p', label: 'P', type: 'password', value: 'secret' }).toString(),
    ).not.toContain('secret')
    expect(renderTextField({ name: 'f', label: 'F', type: 'file', value: 'a.csv' }).toString()).not.toContain(
      'a.csv',
    )
  })

  test('a text area keeps a first line feed through the parser', () => {
    expect(renderTextArea({ name: 'n', label: 'N', value: '\nx</textarea>' }).toString()).toContain(
      '>\n\nx&lt;/textarea&gt;</textarea>',
    )
  })

  test('no choice is made by default', () => {
    const choice = { name: 'found', label: 'Found?', options: yesNo }
    expect(renderRadioGroup(choice).toString()).not.toContain('checked')
    expect(renderSelect(choice).toString()).toContain('<option value="">- Select -</option>')
    expect(renderSelect(choice).toString()).not.toContain('selected')
    expect(renderRadioGroup({ ...choice, value: 'no' }).toString()).toContain('value="no" checked')
    expect(renderSelect({ ...choice, value: 'no' }).toString()).toContain('<option value="no" selected>')
  })

  test('a radio group is a fieldset whose error names it', () => {
    const text = renderRadioGroup({
      name: 'found',
      label: 'Found?',
      options: yesNo,
      error: 'Choose one',
    }).toString()
    expect(text).toContain('<fieldset class="usa-fieldset" aria-describedby="found-error">')
    expect(text).toContain('<legend class="usa-legend">Found?</legend>')
    expect(text).toContain('id="found" type="radio"')
  })

  test('checkboxes of one name have ids of their own', () => {
    expect(renderCheckbox({ name: 'unit', value: '7', label: 'Unit 7' }).toString()).toContain('id="unit-7"')
  })
})

describe('forms', () => {
  test('post by default and carry hidden values escaped', () => {
    const text = renderForm({
      action: '/r/x',
      body: html`<p>y</p>`,
      submit: 'Send',
      hidden: { token: '"', absent: undefined },
    }).toString()
    expect(text).toContain('method="post" action="/r/x"')
    expect(text).toContain('<input type="hidden" name="token" value="&quot;">')
    expect(text).not.toContain('absent')
  })

  test('a button form and hidden inputs stand alone', () => {
    expect(renderButtonForm({ action: '/x', label: 'Withdraw', tone: 'secondary' }).toString()).toContain(
      'usa-button--secondary">Withdraw<',
    )
    expect(renderHiddenInputs({}).toString()).toBe('')
  })

  test('the error summary links each error to its field and is absent without errors', () => {
    expect(renderErrorSummary([])).toBeUndefined()
    const text = String(renderErrorSummary([{ field: 'person', message: 'Enter a name' }]))
    expect(text).toContain('<a class="usa-link" href="#person">Enter a name</a>')
    expect(text).toContain('one answer needs')
  })
})
