import type { Actor } from '@recallwire/domain/access/actor.ts'
import { caseIdOf } from '@recallwire/domain/ids.ts'
import { caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import type { FollowedMail } from '../look/follow-mail.ts'
import type { Judge } from '../processes/judge.ts'
import { answerLetter } from './answer-letter.ts'
import type { Enrolled } from './enrol-world.ts'
import { noticeOf } from './notice.ts'
import { type Caller, createPatientApi } from './patient-api.ts'
import { lateSerialOf, type World, type WorldFacility, type WorldRecall } from './world.ts'

export type Script = {
  readonly world: World
  readonly enrolled: Enrolled
  readonly caller: Caller
  readonly judge: Judge
  readonly mail: FollowedMail
  /** Resolves when this recall may be published; false says that it is not to be any more. */
  readonly release: (recall: WorldRecall) => Promise<boolean>
  /** Everything of a recall that was published has happened. */
  readonly onDone: () => void
}

/** The longest anything in the story may take, kills and all. */
const patienceMs = 900_000

/**
 * The story: two people publish one recall after another, every site is written to, some report one more unit and some reply.
 * Answers how many recalls were published.
 */
export async function liveThroughWorld(script: Script): Promise<number> {
  const published = await Promise.all(
    script.world.recalls.map(async (recall) => {
      if (!(await script.release(recall))) return false
      await liveThroughRecall(script, recall)
      script.onDone()
      return true
    }),
  )
  return published.filter(Boolean).length
}

async function liveThroughRecall(script: Script, recall: WorldRecall): Promise<void> {
  const { enrolled } = script
  const recallId = await publishRecall(script, recall)
  const caseOf = ({ index }: WorldFacility) => caseIdOf(recallId, enrolled.facilityIds[index] ?? '')
  const initial = (facility: WorldFacility) => script.mail.until(caseOf(facility), 'initial', patienceMs)
  const reportLate = async (facility: WorldFacility) => {
    await initial(facility)
    await reportUnit(script, recall, facility)
    await script.mail.until(caseOf(facility), 'supplement', patienceMs)
  }
  const answer = async (facility: WorldFacility) => {
    const letter = await initial(facility)
    await untilAccepted(script, caseOf(facility))
    await answerLetter(script, letter, `Coordinator ${facility.index}`)
    await script.mail.until(caseOf(facility), 'receipt', patienceMs)
  }
  await Promise.all([
    ...recall.holding.map(initial),
    ...recall.late.map(reportLate),
    ...recall.replying.map(answer),
  ])
}

/** A reply that overtook the word that the letter was accepted would leave a case without the ladder that it never needed. */
async function untilAccepted({ caller, enrolled }: Script, caseId: string): Promise<void> {
  const api = createPatientApi(caller, enrolled.regulator)
  const isAccepted = async () =>
    caseViewSchema.parse(await api.get(`/v1/cases/${caseId}`)).evidence.letterAccepted
  await eventually(`case ${caseId} knows of its letter`, isAccepted, patienceMs)
}

/** One person drafts it, another approves it. */
export async function publishRecall(
  { caller, enrolled }: Pick<Script, 'caller' | 'enrolled'>,
  recall: WorldRecall,
): Promise<string> {
  const { reference } = recall
  const draft = { reference, content: noticeOf(recall) }
  const answer = await createPatientApi(caller, enrolled.editor).post(
    '/v1/notices',
    `draft-${reference}`,
    draft,
  )
  const { recallId } = noticeAnswerSchema.parse(answer)
  const approver = createPatientApi(caller, enrolled.approver)
  await approver.post(`/v1/notices/${recallId}/approve`, `approve-${reference}`, {})
  return recallId
}

async function reportUnit(
  { caller, enrolled }: Script,
  recall: WorldRecall,
  facility: WorldFacility,
): Promise<void> {
  const serial = lateSerialOf(recall, facility)
  const device = {
    facilityId: enrolled.facilityIds[facility.index],
    di: recall.di,
    serial,
    observedAt: '2025-06-02T06:00:00.000Z',
  }
  await createPatientApi(caller, managerOf(enrolled, facility)).post('/v1/devices', serial, device)
}

function managerOf({ managers }: Enrolled, { owner }: WorldFacility): Actor {
  const manager = managers[owner]
  if (manager === undefined) throw new Error(`nobody manages the sites of provider ${owner}`)
  return manager
}
