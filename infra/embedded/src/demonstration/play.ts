import type { Actor } from '@recallwire/domain/access/actor.ts'
import { caseSummarySchema } from '@recallwire/domain/views/case-view.ts'
import { inventoryPageSchema } from '@recallwire/domain/views/device-view.ts'
import {
  noticeAnswerSchema,
  type Reach,
  reachSchema,
  recallViewSchema,
} from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { type Api, type Authorise, createApi } from './api.ts'
import { baxterNotice } from './baxter-notice.ts'
import { distributor, providers } from './cast.ts'
import { actorOf, type Enrolled, enrol } from './enrol.ts'
import { type FleetRow, fleetOf, late, moved } from './fleet.ts'
import { renderInventoryCsv } from './inventory-file.ts'

const demonstrationReference = 'FA-2025-019'

export type Stage = {
  readonly baseUrl: string
  readonly authorise: Authorise
  readonly operator: Actor
  /** Waits a little before looking again. */
  readonly pause: () => Promise<void>
  /** Tells the audience what happens. */
  readonly tell: (line: string) => void
}

/**
 * Plays the demonstration through the HTTP API alone: everyone enrols and hands in an inventory, one person of the firm
 * drafts the notice and another approves it, and then the world moves on. Every step carries its own Idempotency-Key, so
 * that a performance that was interrupted is simply played again.
 */
export async function playDemonstration(stage: Stage): Promise<Enrolled> {
  const enrolled = await enrol(stage.baseUrl, stage.authorise, stage.operator)
  const apiOf = (name: string): Api =>
    createApi(stage.baseUrl, stage.authorise, actorOf(enrolled.people, name))
  await handInInventories(stage, enrolled, apiOf)
  const recallId = await publish(stage, apiOf)
  await letters(stage, apiOf, recallId, [])
  await moveOn(stage, enrolled, apiOf, recallId)
  return enrolled
}

/** The managers who hand in the inventory of each site. */
const sites = [...providers, distributor].flatMap((player) =>
  player.sites.map((site) => ({ code: site.code, name: site.name, manager: player.people[0]?.name ?? '' })),
)

const siteOf = (code: string) => {
  const site = sites.find((candidate) => candidate.code === code)
  if (site === undefined) throw new Error(`the demonstration has no site ${code}`)
  return site
}

async function handInInventories(
  stage: Stage,
  enrolled: Enrolled,
  apiOf: (name: string) => Api,
): Promise<void> {
  let devices = 0
  for (const site of sites) {
    const rows = fleetOf(site.code)
    const csv = renderInventoryCsv(enrolled.facilities[site.code] ?? '', rows, '2025-06-01T06:00:00.000Z')
    await apiOf(site.manager).postText(
      '/v1/devices/import',
      `demonstration-inventory-${site.code}`,
      'text/csv',
      csv,
    )
    devices += rows.length
  }
  for (const site of sites) {
    await registered(
      stage,
      apiOf(site.manager),
      enrolled.facilities[site.code] ?? '',
      fleetOf(site.code).length,
    )
  }
  stage.tell(`${devices} devices of ${sites.length} sites are in the registry.`)
}

async function publish(stage: Stage, apiOf: (name: string) => Api): Promise<string> {
  const draft = { reference: demonstrationReference, content: baxterNotice() }
  const { recallId } = noticeAnswerSchema.parse(
    await apiOf('Dana Whitlock').post('/v1/notices', 'demonstration-draft', draft),
  )
  stage.tell(`Dana Whitlock drafted ${demonstrationReference}: "${draft.content.title}".`)
  const reach = reachSchema.parse(await apiOf('Dana Whitlock').get(`/v1/notices/${recallId}/reach`))
  stage.tell(`Publishing would reach ${describe(reach)}.`)
  await apiOf('Priya Raman').post(`/v1/notices/${recallId}/approve`, 'demonstration-approval', {})
  stage.tell('Priya Raman, the second person, approved it.')
  return recallId
}

const describe = (reach: Reach): string =>
  `${reach.facilities.length} facilities with ${reach.affected} affected and ${reach.possible} possible units (${reach.outside} more of the same products are outside the scope)`

/** A pump changes hands, a listed one turns up, and a distributor writes to its customers as well. */
async function moveOn(
  stage: Stage,
  enrolled: Enrolled,
  apiOf: (name: string) => Api,
  recallId: string,
): Promise<void> {
  const observedAt = await publishedAt(apiOf, recallId)
  const report = (code: string, row: FleetRow, key: string): Promise<unknown> => {
    const device = { ...row, facilityId: enrolled.facilities[code], observedAt }
    return apiOf(siteOf(code).manager).post('/v1/devices', key, device)
  }
  await report(moved.to, moved.row, 'demonstration-move')
  stage.tell(
    `${siteOf(moved.to).name} reports pump ${moved.row.serial}, which ${siteOf(moved.from).name} holds on record.`,
  )
  await report(late.at, late.row, 'demonstration-late-arrival')
  stage.tell(`${siteOf(late.at).name} reports pump ${late.row.serial} for the first time.`)
  const forward = { reference: 'MER-1182', facilityIds: [enrolled.facilities.BRH] }
  await apiOf('Karl Petrov').post(`/v1/recalls/${recallId}/forwards`, 'demonstration-forward', forward)
  stage.tell(
    `Meridian Infusion Supply forwards the notice to ${siteOf('BRH').name}: two replies owed, one inspection.`,
  )
  await letters(
    stage,
    apiOf,
    recallId,
    [moved.to, late.at].map((code) => enrolled.facilities[code] ?? ''),
  )
}

/** When the firm published: the same at every performance, as the body of a request that is sent again has to be. */
async function publishedAt(apiOf: (name: string) => Api, recallId: string): Promise<string> {
  const { revisions } = recallViewSchema.parse(await apiOf('Dana Whitlock').get(`/v1/recalls/${recallId}`))
  const [first] = revisions
  if (first === undefined) throw new Error('the notice was approved and is not published')
  return first.publishedAt
}

/** Waits until these facilities, and all others with a case, have a letter that the mail service took, or a task in its place. */
async function letters(
  stage: Stage,
  apiOf: (name: string) => Api,
  recallId: string,
  facilityIds: readonly string[],
): Promise<void> {
  await until(stage, 'the letters', async () => {
    const answer = await apiOf('Dana Whitlock').get(`/v1/recalls/${recallId}/cases`)
    const cases = z.array(caseSummarySchema).parse(answer)
    const opened = new Set(cases.map((item) => item.facilityId))
    const told = cases.every((item) => item.evidence.letterAccepted || item.openTasks > 0)
    return cases.length > 0 && told && facilityIds.every((facilityId) => opened.has(facilityId))
  })
}

/** The registry takes an import in after it was accepted: the preview of the reach should not come before that. */
async function registered(stage: Stage, api: Api, facilityId: string, devices: number): Promise<void> {
  await until(stage, 'the registry', async () => {
    let seen = 0
    for (let after: string | undefined = ''; after !== undefined; ) {
      const query = new URLSearchParams({ facilityId, ...(after === '' ? {} : { after }) })
      const page = inventoryPageSchema.parse(await api.get(`/v1/devices?${query}`))
      seen += page.items.length
      after = page.next
    }
    return seen >= devices
  })
}

const maxLooks = 1_200

async function until(stage: Stage, what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < maxLooks; look += 1) {
    if (await holds()) return
    await stage.pause()
  }
  throw new Error(`the demonstration waited too long for ${what}`)
}
