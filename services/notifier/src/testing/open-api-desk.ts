import { type Actor, actorSchema } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { directoryIdOf } from '@recallwire/domain/ids.ts'
import { caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { WebhookCaller } from '@recallwire/ports/channel.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { caseId, pump } from '../letters/testing/sample-case.ts'
import { firmOrganisationId, organisationId } from '../letters/testing/sample-recall.ts'
import { startNotifier } from '../start.ts'
import { createDesk } from './create-desk.ts'
import { matchedData, publishedData, seedRecall } from './seed-recall.ts'

export const distributorId = directoryIdOf('organisation', 'test', 'medi-supply')
export const strangerId = directoryIdOf('organisation', 'test', 'elsewhere')
export const staff: Actor = { organisationId, role: 'facility-staff', by: 'staff' }
export const firm: Actor = { organisationId: firmOrganisationId, role: 'manufacturer-editor', by: 'editor' }
export const distributor: Actor = { organisationId: distributorId, role: 'distributor', by: 'dealer' }
export const regulator: Actor = { organisationId: strangerId, role: 'regulator', by: 'inspector' }
export const operator: Actor = { organisationId: strangerId, role: 'operator', by: 'operator' }
export const stranger: Actor = { organisationId: strangerId, role: 'facility-manager', by: 'other' }

const isAction = (action: string): action is Action => action in roleTable

/** The API over a store in which the hospital's case is open and its initial letter was sent. */
export async function openApiDesk(backEnd: BackEnd, mailer: Mailer, webhook?: WebhookCaller) {
  await seedRecall(backEnd)
  const desk = createDesk(backEnd, mailer, webhook)
  const http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: () => desk.deps.clock.now(),
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator('key', async ({ headers }) => ({
    kind: 'known',
    actor: actorSchema.parse(JSON.parse(String(headers['x-actor']))),
  }))
  const onFault = (error: unknown) => {
    throw error
  }
  const notifier = await startNotifier({
    ...desk.deps,
    backEnd,
    http,
    readUrl: async (url) => {
      throw new Error(`${url} is not to be read`)
    },
    metrics: createMetrics(),
    onFault,
  })
  // The desk turns the loops itself.
  await notifier.stop()
  await desk.say('recallwire.notice-published.v1', publishedData())
  await desk.say('recallwire.units-matched.v1', matchedData([pump]))
  await desk.deliver()
  desk.pass(60_000)
  await desk.run()

  const get = async (actor: Actor, url: string) => {
    const headers = { 'x-actor': JSON.stringify(actor) }
    const { statusCode, body } = await http.inject({ method: 'GET', url, headers })
    return { status: statusCode, body: JSON.parse(body) }
  }
  const post = async (actor: Actor, url: string, payload: object, key = url) => {
    const headers = { 'x-actor': JSON.stringify(actor), 'idempotency-key': key }
    const { statusCode, body } = await http.inject({ method: 'POST', url, headers, payload })
    return { status: statusCode, body: JSON.parse(body) }
  }
  const view = async (actor: Actor, id = caseId) =>
    caseViewSchema.parse((await get(actor, `/v1/cases/${id}`)).body)
  return {
    ...desk,
    http,
    get,
    post,
    view,
    /** A whole reply for the hospital's one pump. */
    answer: async (change: object = {}) => ({
      holdsNone: false,
      units: [{ custodyId: pump.custodyId, disposition: 'isolated' }],
      dutyIds: (await view(staff)).duties.map(({ dutyId }) => dutyId),
      person: { name: 'Dana Whitfield', role: 'Recall coordinator' },
      statement: 'The pump is out of use.',
      ...change,
    }),
  }
}
export type ApiDesk = Awaited<ReturnType<typeof openApiDesk>>
