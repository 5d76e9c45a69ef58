import { ladderClassSchema, ladderSchema } from '@recallwire/domain/casework/ladder-rules.ts'
import { laddersViewSchema } from '@recallwire/domain/views/ladder-view.ts'
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { findRecall, recallArgument } from '../find-recall.ts'
import { done, failure, type Outcome } from '../outcome.ts'
import { readGivenJson } from '../read-given-json.ts'
import { renderLadders } from '../render-ladders.ts'

const acts = ['show', 'set', 'default'] as const

/** The version is read first and named in the request, so that what somebody else changed meanwhile is not overwritten unseen. */
export const ladders = defineCommand({
  name: 'ladders',
  summary: 'Show or set what follows when nobody answers: reminders, escalations and tasks, by class',
  arguments: [
    { flags: '<act>', description: acts.join(', ') },
    recallArgument,
    { flags: '[file]', description: 'set: a JSON file with replyDue and rungs' },
  ],
  options: [{ flags: '--class <class>', description: 'set and default: I, II or III' }],
  examples: [
    'ladders show FA-2025-019',
    'ladders show FA-2025-019 --json',
    'ladders set FA-2025-019 ladder.json --class II',
    'ladders default FA-2025-019 --class II',
  ],
  remarks:
    'A file such as {"replyDue": 3, "rungs": [{"kind": "reminder", "after": 2}, {"kind": "escalation", "after": 4, "role": "executive"}]}, in US business days.',
  input: z.strictObject({
    act: z.enum(acts),
    recall: z.string(),
    file: z.string().optional(),
    class: ladderClassSchema.optional(),
  }),
  ask: async (api, { act, recall: wanted, file, class: recallClass }, surroundings) => {
    const recall = await findRecall(api, wanted)
    if (recall.kind !== 'ok') return recall
    const path = `/v1/recalls/${recall.value.recallId}/ladders`
    const view = await api.get(path, laddersViewSchema)
    if (view.kind !== 'ok') return view
    if (act === 'show') return done(view.value, renderLadders(recall.value.reference, view.value))
    if (recallClass === undefined) return missing('--class, one of I, II and III')
    if (act === 'set' && file === undefined) return missing('a JSON file with the ladder')
    const ladder = file === undefined ? undefined : await readGivenJson(surroundings, file, ladderHint)
    if (ladder !== undefined && ladder.kind !== 'ok') return ladder
    const parsed = ladderSchema.nullable().safeParse(act === 'set' ? ladder?.value : null)
    if (!parsed.success)
      return failure('usage', `${file} is not a ladder`, `${z.prettifyError(parsed.error)}\n${ladderHint}`)
    const body = { recallClass, ladder: parsed.data, basedOn: view.value.version }
    const changed = await api.post(
      {
        path,
        idempotencyKey: surroundings.newId(),
        contentType: 'application/json',
        body: new TextEncoder().encode(JSON.stringify(body)),
      },
      laddersViewSchema,
    )
    return changed.kind === 'ok'
      ? done(changed.value, renderLadders(recall.value.reference, changed.value))
      : changed
  },
})

const ladderHint = 'Write {"replyDue": days, "rungs": [{"kind": …, "after": days}]}; see --help.'

const missing = (what: string): Outcome => failure('usage', 'The command line is not usable', `Give ${what}.`)
