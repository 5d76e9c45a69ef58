import { type Actor, actorSchema } from '@recallwire/domain/access/actor.ts'
import { type Action, reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import { at, firmOrganisationId, organisationId } from '@recallwire/domain/casework/case.test-support.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { signerFromSeed } from '@recallwire/ledger/signer.ts'
import { createHttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { auditorConfigSchema } from '../config.ts'
import { bundleRoutes } from '../routes/bundles.ts'
import { ledgerRoutes } from '../routes/ledger.ts'
import { parkedRoutes } from '../routes/parked.ts'
import { reportRoutes } from '../routes/reports.ts'
import { distributorId, otherOrganisationId } from './sample-recall.ts'

export const signer = signerFromSeed(new Uint8Array(32).fill(9), 'recalls.example.org/ledger')

export const firm: Actor = { organisationId: firmOrganisationId, role: 'manufacturer-editor', by: 'editor' }
export const otherFirm: Actor = { ...firm, organisationId: 'h'.repeat(26) }
export const hospital: Actor = { organisationId, role: 'facility-manager', by: 'nurse' }
export const clinic: Actor = { ...hospital, organisationId: otherOrganisationId }
export const stranger: Actor = { ...hospital, organisationId: 'z'.repeat(26) }
export const distributor: Actor = { organisationId: distributorId, role: 'distributor', by: 'dealer' }
export const regulator: Actor = { organisationId: 'g'.repeat(26), role: 'regulator', by: 'inspector' }
export const operator: Actor = { organisationId: 'i'.repeat(26), role: 'operator', by: 'operator' }

const isAction = (action: string): action is Action => Object.hasOwn(roleTable, action)

/** Business time of a simulation runs ahead of real time, so that taking one for the other shows. */
const aheadMs = 400 * 86_400_000

/** The auditor's routes over an empty database, and the time in the hands of the test. */
export async function openAudit() {
  let now = at(2)
  const realNow = () => addMs(now, -aheadMs)
  const backEnd = await openEmbedded({ file: ':memory:', realNow })
  const metrics = createMetrics()
  const logger = createLogger({ level: 'silent' })
  const http = createHttpServer<Actor>({
    logger,
    metrics,
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    now: realNow,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
    idempotency: backEnd.idempotency,
    organisationKeyOf: (actor) => actor.organisationId,
  })
  http.authenticator('key', async ({ headers }) => ({
    kind: 'known',
    actor: actorSchema.parse(JSON.parse(String(headers['x-actor']))),
  }))
  const deps = {
    backEnd,
    http,
    clock: { now: () => now },
    realNow,
    installationId: 'i'.repeat(26),
    signer,
    config: auditorConfigSchema.parse({}),
    logger,
    metrics,
    onFault: (error: unknown) => {
      throw error
    },
  }
  return {
    deps,
    backEnd,
    pass: (ms: number) => {
      now = addMs(now, ms)
    },
    /** Adds the routes without the loops behind them. */
    serve: () => {
      for (const route of [
        ...reportRoutes(deps),
        ...bundleRoutes(deps),
        ...ledgerRoutes(deps),
        ...parkedRoutes(deps),
      ])
        http.add(route)
    },
    ask: async (actor: Actor, url: string) => {
      const answer = await http.inject({ method: 'GET', url, headers: { 'x-actor': JSON.stringify(actor) } })
      return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers }
    },
    post: async (actor: Actor, url: string, body?: object, key = `${actor.by}-${url}`) => {
      const headers = { 'x-actor': JSON.stringify(actor), 'idempotency-key': key }
      const payload = body === undefined ? {} : { payload: body }
      const answer = await http.inject({ method: 'POST', url, headers, ...payload })
      return { status: answer.statusCode, bytes: answer.rawPayload }
    },
    close: async () => {
      await http.close()
      await backEnd.close()
    },
  }
}
export type Audit = Awaited<ReturnType<typeof openAudit>>

export const jsonOf = ({ bytes }: { readonly bytes: Uint8Array }): unknown =>
  JSON.parse(new TextDecoder().decode(bytes))
