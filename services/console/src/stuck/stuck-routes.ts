import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Action } from '@recallwire/domain/access/role-table.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { FlashCode } from '../frame/flash.ts'
import { formRoute, type PageDeps, pageRoute, type SubmittedForm } from '../frame/page-route.ts'
import { renderStuck } from './render-stuck.ts'

const page = '/letters/stuck'
const params = z.strictObject({ caseId: idSchema, letterId: idSchema })

type Act = {
  readonly name: 'write-again' | 'by-phone' | 'waiver' | 'waiver/confirm' | 'waiver/decline'
  readonly summary: string
  readonly action: Action
  readonly flash: FlashCode
  readonly bodyOf?: (fields: SubmittedForm['fields'], letterId: string) => object
}

const acts: readonly Act[] = [
  {
    name: 'write-again',
    summary: 'Have a letter that nobody got written again.',
    action: 'letter.mend',
    flash: 'letter-written-again',
    bodyOf: (fields) => ({ contactId: fields.optional('contactId') }),
  },
  {
    name: 'by-phone',
    summary: 'Give up on a letter: the firm phones.',
    action: 'letter.mend',
    flash: 'letter-by-phone',
  },
  {
    name: 'waiver',
    summary: 'Propose that a letter need not go out.',
    action: 'letter.waive',
    flash: 'waiver-proposed',
    bodyOf: (fields, letterId) => ({ reason: fields.text(`reason-${letterId}`) }),
  },
  {
    name: 'waiver/confirm',
    summary: 'Confirm as a second person that a letter need not go out.',
    action: 'letter.waive-decide',
    flash: 'waiver-confirmed',
  },
  {
    name: 'waiver/decline',
    summary: 'Decline that a letter need not go out.',
    action: 'letter.waive',
    flash: 'waiver-declined',
  },
]

/** Letters that no further try can bring to their reader, and what people do about each. */
export const stuckRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: page,
    summary: 'Letters that are stuck.',
    action: 'tasks.read',
    query: z.object({ notice: z.string().optional() }),
    show: async (visit, { query }) => {
      const stuck = await visit.api.cases.stuckLetters()
      if (stuck.kind === 'problem') return visit.refusal(stuck.problem)
      const body = await renderStuck(visit, stuck.value)
      return visit.page({ title: 'Letters that are stuck', notice: query.notice, body })
    },
  }),
  ...acts.map(({ name, summary, action, flash, bodyOf }) =>
    formRoute(deps, {
      path: `/cases/:caseId/letters/:letterId/${name}`,
      summary,
      action,
      params,
      submit: async (visit, { fields, key }, { params: { caseId, letterId } }) => {
        const answer = await visit.api.cases.actOnLetter(
          caseId,
          letterId,
          name,
          key,
          bodyOf?.(fields, letterId),
        )
        return answer.kind === 'problem' ? visit.refusal(answer.problem) : visit.leadTo(page, flash)
      },
    }),
  ),
]
