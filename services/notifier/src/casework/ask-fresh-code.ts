import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { saveCase } from './save-case.ts'

/**
 * Plans a letter with a new link and code to the contact of that letter, at most one in ten minutes: `too-early` before.
 * `unknown-letter` for a letter that is not of this case.
 */
export async function askFreshCode(
  deps: CaseworkDeps,
  asked: { readonly caseId: string; readonly letterId: string; readonly actor: Actor },
): Promise<{ readonly kind: 'accepted' } | CaseRefusal> {
  const { caseId, letterId, actor } = asked
  const stored = await deps.backEnd.cases.get(serviceReader('notifier'), caseId)
  if (stored === undefined) return noCase
  const command = { kind: 'AskFreshCode', letterId } as const
  const saved = await saveCase(deps, { ids: stored.document, command, actor })
  return saved.kind === 'refused' ? saved : { kind: 'accepted' }
}

const noCase: CaseRefusal = {
  kind: 'refused',
  reason: 'no-case',
  pointer: '',
  message: 'There is no such case.',
}
