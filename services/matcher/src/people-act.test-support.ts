import { judge, verdictValues } from '@recallwire/domain/scope/verdict.ts'
import type { OverrideCommand } from '@recallwire/domain/verdict-override/decide-override.ts'
import { overriddenVerdict } from '@recallwire/domain/verdict-override/overridden-verdict.ts'
import { basisOf, changedParts } from '@recallwire/domain/verdict-override/rests-on.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { actOnOverride } from './act-on-override.ts'
import { facility, firmId, recall, replyReceived } from './fixtures/events.ts'
import { matchesOf, type TestMatcher } from './matcher.test-support.ts'
import type { Choice } from './seeded-choice.test-support.ts'

export const sites = ['a', 'b', 'c'] as const
export const serials = ['1001', '1002', 'O100', '0100', '5005']

/** A facility answers about one of its units. */
export async function answerOne(backEnd: BackEnd, matcher: TestMatcher, choice: Choice): Promise<void> {
  const matches = (await matchesOf(backEnd, recall)).filter(({ verdict }) => verdict.value !== 'outside')
  if (matches.length === 0) return
  const { facilityId, custodyId } = choice.of(matches)
  const site = sites.find((name) => facility(name).facilityId === facilityId)
  if (site === undefined) throw new Error('a match of no site')
  const day = String(1 + choice.below(9)).padStart(2, '0')
  const line = {
    custodyId,
    disposition: choice.of(['found', 'returned', 'not-held'] as const),
    ...(choice.chance(0.5) ? { serial: choice.of(serials) } : {}),
    ...(choice.chance(0.3) ? { softwareVersion: choice.of(['6.9', '8.8']) } : {}),
  }
  const reply = replyReceived(site, `2025-05-${day}T12:00:00.000Z`, [line])
  await matcher.handle(reply, ...(choice.chance(0.3) ? [reply] : []))
}

/** Two people decide on a unit, each at his own matcher, now and then with a device or a notice coming in between. */
export async function decideOne(
  backEnd: BackEnd,
  matchers: readonly TestMatcher[],
  choice: Choice,
): Promise<void> {
  const matches = await matchesOf(backEnd, recall)
  if (matches.length === 0) return
  const { matchId, override } = choice.of(matches)
  const act = (command: OverrideCommand, by: string) =>
    actOnOverride(choice.of(matchers).deps, {
      recallId: recall,
      matchId,
      firmName: 'Northwind Devices',
      command,
      actor: { organisationId: firmId, role: 'manufacturer-approver', by },
      requestKey: `${matchId}/${choice.below(1_000_000)}`,
    })
  const reason = 'Looked at by hand.'
  const withdraws = override !== undefined && choice.chance(0.3)
  const value = choice.of(verdictValues)
  await act(
    withdraws ? { kind: 'ProposeWithdrawal', reason } : { kind: 'ProposeOverride', value, reason },
    'one',
  )
  const answer = () => act({ kind: choice.chance(0.8) ? 'ConfirmOverride' : 'DeclineOverride' }, 'two')
  if (choice.chance(0.5)) await answer()
  else await Promise.all([answer(), choice.of(matchers).step()])
}

/** The same with what people decided, where it rests on what is so now. */
export async function withDecisions(backEnd: BackEnd, expected: ReadonlyMap<string, string>) {
  const spoken = new Map(expected)
  const { scopes } = await backEnd.scopes.changedSince(0, 1_000)
  for (const match of await matchesOf(backEnd, recall)) {
    const scope = scopes.find(({ recallId }) => recallId === match.recallId)
    const holding = (await backEnd.registry.get({ kind: 'service', service: 'test' }, match.holdingId))
      ?.document
    const computed = scope && holding && judge(scope.products, holding)
    if (match.override === undefined || !computed || !expected.has(match.matchId)) continue
    const changed = changedParts(match.override.basis, basisOf(scope, holding, computed))
    if (changed.length > 0) throw new Error(`an override outlived ${changed}`)
    spoken.set(match.matchId, JSON.stringify(overriddenVerdict(match.override)))
  }
  return spoken
}
