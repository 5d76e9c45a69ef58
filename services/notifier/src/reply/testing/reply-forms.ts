import type { Case } from '@recallwire/domain/casework/case.ts'
import { pump, secondPump, tubing, unreadPump } from '../../letters/testing/sample-case.ts'
import { coordinator, facility } from '../../letters/testing/sample-recall.ts'
import { type FormValues, unitField } from '../form-fields.ts'
import { code } from './open-reply-desk.ts'

export const formId = '0123456789abcdef0123456789abcdef'

/** A form with every unit answered, as a browser sends it. */
export const wholeReply = (on: Case, more: FormValues = {}): FormValues => ({
  code,
  formId,
  revision: '1',
  understood: 'yes',
  holding: 'some',
  [unitField('disposition', pump.custodyId)]: 'isolated',
  [unitField('software', pump.custodyId)]: '5.02.1',
  [unitField('disposition', secondPump.custodyId)]: 'found',
  [unitField('software', secondPump.custodyId)]: '6.04',
  [unitField('disposition', tubing.custodyId)]: 'used',
  [unitField('quantity', tubing.custodyId)]: '12',
  [unitField('disposition', tubing.custodyId, 2)]: 'returned',
  [unitField('quantity', tubing.custodyId, 2)]: '28',
  [unitField('disposition', unreadPump.custodyId)]: 'isolated',
  [unitField('serial', unreadPump.custodyId)]: '765 999',
  duty: on.duties.map((duty) => duty.dutyId),
  name: 'Dana Whitfield',
  role: 'Recall coordinator',
  phone: '',
  ...more,
})

/** What only someone with the code may see, as far as it is on the page. */
export const factsShown = (body: string): readonly string[] =>
  ['765201', 'BME-0417', 'L2207 (40', facility.name, coordinator.name, coordinator.email].filter((fact) =>
    body.includes(fact),
  )

/** What a browser sends when the only button of a page without visible fields is pressed. */
export function hiddenOf(body: string): FormValues {
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
}
