import { waiverReasons } from '@recallwire/domain/casework/letter-resolution.ts'
import { letterActSchema, type StuckLetter, stuckLetterSchema } from '@recallwire/domain/views/stuck-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand, type Surroundings } from '../command.ts'
import { type Answer, done, failure, type Outcome } from '../outcome.ts'
import { renderStuck } from '../render-stuck.ts'

const acts = ['list', 'retry', 'phone', 'waive', 'confirm', 'decline'] as const
type Act = Exclude<(typeof acts)[number], 'list'>

/** Where an act is sent, and what is said when it is done. */
const ways: Readonly<Record<Act, { readonly path: string; readonly done: string }>> = {
  retry: { path: 'write-again', done: 'The letter is written again' },
  phone: { path: 'by-phone', done: "The letter is given up: the firm's people phone" },
  waive: { path: 'waiver', done: 'Proposed: nothing changes before a second person has confirmed it' },
  confirm: { path: 'waiver/confirm', done: 'Confirmed: the letter need not go out' },
  decline: { path: 'waiver/decline', done: 'Declined: the letter is stuck as before' },
}

export const stuck = defineCommand({
  name: 'stuck',
  summary: 'List letters that no further try can bring to their reader, and do something about one',
  arguments: [
    { flags: '[act]', description: `${acts.join(', ')}; default list` },
    { flags: '[letter]', description: 'the id of the letter' },
  ],
  options: [
    { flags: '--contact <id>', description: 'retry: write to this contact of the facility' },
    { flags: '--reason <reason>', description: `waive: ${waiverReasons.join(', ')}` },
    { flags: '--case <id>', description: 'its case, for a letter that came back and is not on the list' },
  ],
  examples: [
    'stuck',
    'stuck retry 4bqk2…',
    'stuck retry 4bqk2… --contact 7vjm3…',
    'stuck phone 4bqk2…',
    'stuck waive 4bqk2… --reason told-in-person',
    'stuck confirm 4bqk2…',
  ],
  remarks:
    'Mend the address first: a letter is written to what the directory has then. A waiver takes two people of the firm, the second an approver.',
  input: z.strictObject({
    act: z.enum(acts).default('list'),
    letter: z.string().optional(),
    contact: z.string().optional(),
    reason: z.enum(waiverReasons).optional(),
    case: z.string().optional(),
  }),
  ask: async (api, { act, letter, contact, reason, case: caseId }, surroundings) => {
    if (act === 'list') {
      const all = await listStuck(api)
      return all.kind === 'ok' ? done(all.value, renderStuck(all.value)) : all
    }
    if (letter === undefined) return missing('the id of a letter')
    if (act === 'waive' && reason === undefined)
      return missing(`--reason, one of ${waiverReasons.join(', ')}`)
    const found = caseId === undefined ? await caseOf(api, letter) : ({ kind: 'ok', value: caseId } as const)
    if (found.kind !== 'ok') return found
    const body = act === 'retry' ? { contactId: contact } : act === 'waive' ? { reason } : {}
    return send(api, { act, caseId: found.value, letter, body }, surroundings)
  },
})

const missing = (what: string): Outcome => failure('usage', 'The command line is not usable', `Give ${what}.`)

const listStuck = (api: Api): Promise<Answer<readonly StuckLetter[]>> =>
  api.get('/v1/letters/stuck', z.array(stuckLetterSchema))

async function caseOf(api: Api, letter: string): Promise<Answer<string>> {
  const all = await listStuck(api)
  if (all.kind !== 'ok') return all
  const found = all.value.find(({ letterId }) => letterId === letter)
  if (found !== undefined) return { kind: 'ok', value: found.caseId }
  const detail = 'See "stuck" for those that are. For one that came back, add --case with the id of its case.'
  return failure('refused', `No stuck letter has the id "${letter}"`, detail)
}

async function send(
  api: Api,
  {
    act,
    caseId,
    letter,
    body,
  }: { readonly act: Act; readonly caseId: string; readonly letter: string; readonly body: object },
  { newId }: Surroundings,
): Promise<Outcome> {
  const way = ways[act]
  const answer = await api.post(
    {
      path: `/v1/cases/${encodeURIComponent(caseId)}/letters/${encodeURIComponent(letter)}/${way.path}`,
      idempotencyKey: newId(),
      contentType: 'application/json',
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
    letterActSchema,
  )
  if (answer.kind !== 'ok') return answer
  const { newLetterId } = answer.value
  return done(answer.value, newLetterId === undefined ? `${way.done}.` : `${way.done}, as ${newLetterId}.`)
}
