import type { Case } from '@recallwire/domain/casework/case.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { englishWordsIn } from '../language/testing/english-words.ts'
import { after, pump, tubing } from '../letters/testing/sample-case.ts'
import { coordinator, notice, publishedAt, revision } from '../letters/testing/sample-recall.ts'
import { inSpanish } from '../letters/testing/spanish-letters.ts'
import { saveNotice } from '../testing/seed-recall.ts'
import { type FormValues, unitField } from './form-fields.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { formId, hiddenOf, wholeReply } from './testing/reply-forms.ts'

let backEnd: BackEnd
let desk: ReplyDesk
const seen: string[] = []

beforeEach(async () => {
  seen.length = 0
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openReplyDesk(backEnd)
  await saveNotice(backEnd, { ...notice, revisions: [inSpanish(revision)] })
  await desk.saveLetter({ ...(await desk.letter()), language: 'es' })
})
afterEach(async () => {
  await desk.close()
  await backEnd.close()
})

/** Every page goes through here: it is Spanish, says so, and holds no English. */
function look(page: { readonly body: string }): string {
  const body = page.body.replaceAll(/Recallwire|Meridian|Northfield recall desk/g, '')
  expect(body).toContain('<html lang="es">')
  expect(englishWordsIn(body)).toEqual([])
  seen.push(/<h1>([^<]*)<\/h1>/.exec(body)?.[1] ?? '')
  return page.body
}
const post = async (step: string, values: FormValues) => look(await desk.post(desk.path(step), values))
const whole = async (more: FormValues = {}) =>
  wholeReply(await desk.onCase(), { role: 'Coordinadora', formId: `${seen.length}${formId}`, ...more })

test('the pages of a Spanish letter are Spanish, from the code to the receipt', async () => {
  look(await desk.get(desk.path()))
  look(await desk.get(desk.path('/not-us')))
  expect(await post('/not-us', { code: '1', name: '' })).toContain('Escriba su nombre')
  await post('/open', { code: 'abc' })
  await post('/fresh-code', { email: coordinator.email })
  expect(await post('/open', { code })).toContain('¿Ha leído y entendido este aviso?')
  expect(await post('/reply', { code, formId, revision: '1' })).toContain('No se guardó nada')
  const open = await post(
    '/reply',
    await whole({
      [unitField('disposition', pump.custodyId)]: '',
      [unitField('software', pump.custodyId)]: '',
    }),
  )
  expect(open).toContain('no está completa')
  expect(await post('/open', { code })).toContain('Ya hay una respuesta')
  expect(await post('/reply', await whole())).toContain('Su respuesta quedó registrada')
  const none = { code, formId, revision: '1', understood: 'yes', holding: 'none', name: 'Ana', role: 'Jefa' }
  const duty = (await desk.onCase()).duties.map(({ dutyId }) => dutyId)
  const asked = await post('/reply', { ...none, duty })
  expect(asked).toContain('no tiene ninguno de estos productos')
  expect(await post('/reply', hiddenOf(asked))).toContain('Usted respondió que no tiene ninguno')
  expect(await post('/not-us', { code, name: 'Ana' })).toContain('quedó anotado')
  expect(new Set(seen).size).toBe(7)
})

test('what is wrong with a Spanish form is said in Spanish', async () => {
  const wrong = await post(
    '/reply',
    await whole({
      understood: 'no',
      holding: 'none',
      name: '',
      role: 'x'.repeat(200),
      phone: 'mañana',
      duty: [],
      [unitField('quantity', tubing.custodyId)]: 'muchas',
      [unitField('serial', pump.custodyId)]: 'x'.repeat(90),
    }),
  )
  expect(wrong).toContain('Escriba un teléfono')
  expect(await post('/reply', await whole({ [unitField('quantity', tubing.custodyId)]: '99' }))).toContain(
    'no cuadran',
  )
  expect(await post('/reply', await whole({ revision: '0' }))).toContain(
    'se modificó mientras usted escribía',
  )
})

test('a Spanish link that no longer works says so in Spanish', async () => {
  for (let times = 0; times < 4; times += 1) await post('/open', { code: '000000' })
  desk.pass(31 * 86_400_000)
  expect(look(await desk.get(desk.path()))).toContain('ha caducado')
  const letter = await desk.letter()
  await desk.saveLetter({ ...letter, state: 'cancelled' })
  look(await desk.get(desk.path()))
  await desk.saveLetter(letter)
  await desk.saveCase(closed(await desk.onCase()))
  expect(look(await desk.get(desk.path()))).toContain('Ya no se necesita ninguna respuesta')
})

const closed = (on: Case): Case => after(on, { kind: 'CloseCase', outcome: 'terminated' }, publishedAt)

test('a link that is none is answered in every language', async () => {
  const { body } = await desk.get('/r/x')
  expect(body).toContain('This link does not lead to a letter')
  expect(body).toMatch(/<section lang="es"><h2>Este enlace no lleva a ninguna carta/)
})
