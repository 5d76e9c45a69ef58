import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import { noticeHeading } from '@recallwire/domain/notice/notice-content.ts'
import { type CaseSummary, type CaseView, summariseCase } from '@recallwire/domain/views/case-view.ts'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import { readRecall } from '../casework/read-recall.ts'

type Stores = CaseworkDeps['backEnd']

/** Cases as a list shows them. A recall's notice and a facility are read once, however many cases name them. */
export async function summariseCases(
  backEnd: Stores,
  cases: readonly Case[],
): Promise<readonly CaseSummary[]> {
  const recalls = once((recallId) => readRecall(backEnd, recallId))
  const facilities = once((facilityId) => readFacility(backEnd, facilityId))
  return Promise.all(
    cases.map(async (on) => {
      const { newest, firmName } = await recalls(on.recallId)
      const { name: facilityName, timeZone } = await facilities(on.facilityId)
      const { title: recallTitle } = newest.content
      return summariseCase(on, {
        recallTitle,
        recallHeading: noticeHeading(newest.content),
        firmName,
        facilityName,
        timeZone,
      })
    }),
  )
}

function once<Value>(read: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>()
  return (id) => {
    const value = known.get(id) ?? read(id)
    known.set(id, value)
    return value
  }
}

/**
 * One case as this actor may see it. Who replied is named to the facility, the firm and the regulator. A distributor that
 * forwarded the notice sees the units and answers it consolidates, its own duty, and nothing of the other senders.
 */
export async function viewCase(backEnd: Stores, on: Case, actor: Actor): Promise<CaseView> {
  const [summary] = await summariseCases(backEnd, [on])
  if (summary === undefined) throw new Error(`case ${on.caseId} has no summary`)
  const { units, steps } = on
  const whole = isParty(on, actor)
  return {
    ...summary,
    units,
    steps,
    duties: on.duties.filter((duty) => whole || duty.senderOrganisationId === actor.organisationId),
    letters: await lettersOf(backEnd, on),
    replies: await repliesOf(backEnd, on, whole),
    wrongRecipients: whole ? await wrongRecipientsOf(backEnd, on) : [],
    tasks: whole ? on.tasks : [],
  }
}

const isParty = (on: Case, { role, organisationId }: Actor): boolean =>
  role === 'regulator' || organisationId === on.organisationId || organisationId === on.firmOrganisationId

/** `planned` says that the letter is decided on and not queued yet. */
async function lettersOf(backEnd: Stores, on: Case): Promise<CaseView['letters']> {
  const stored = await backEnd.letters.ofCase(serviceReader('notifier'), on.caseId)
  const states = new Map(stored.map(({ document }) => [document.letterId, document.state]))
  return on.letters.map((letter) => ({ ...letter, state: states.get(letter.letterId) ?? 'planned' }))
}

async function wrongRecipientsOf(backEnd: Stores, on: Case): Promise<CaseView['wrongRecipients']> {
  return Promise.all(
    (on.wrongRecipients ?? []).map(async (report) => {
      const { name, other } = (await backEnd.personal.get(report.personalRef))?.value ?? {}
      return {
        ...report,
        ...(name === undefined ? {} : { by: name }),
        ...(other === undefined ? {} : { other }),
      }
    }),
  )
}

async function repliesOf(backEnd: Stores, on: Case, named: boolean): Promise<CaseView['replies']> {
  if (!named) return on.replies
  return Promise.all(
    on.replies.map(async (reply) => {
      const value = (await backEnd.personal.get(reply.personalRef))?.value
      const { name, role } = value ?? {}
      return name === undefined || role === undefined ? reply : { ...reply, by: { name, role } }
    }),
  )
}
