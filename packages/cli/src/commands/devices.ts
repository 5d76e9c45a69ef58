import { type InventoryPage, inventoryPageSchema } from '@recallwire/domain/views/device-view.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand } from '../command.ts'
import { findFacility, listFacilities } from '../find-facility.ts'
import { type Answer, done } from '../outcome.ts'
import { renderDevices } from '../render-devices.ts'

type Devices = InventoryPage['items']

const limitSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'write a whole number from 1')
  .transform(Number)
  .default(1_000)

export const devices = defineCommand({
  name: 'devices',
  summary: 'List the live devices of your facilities, with the verdicts of recalls',
  options: [
    {
      flags: '--facility <id>',
      description: 'one site, by its id or your code of it (default: all of yours)',
    },
    { flags: '--limit <n>', description: 'list at most so many (default: 1000)' },
    { flags: '--reason <text>', description: 'why a regulator looks; recorded in the ledger' },
  ],
  examples: ['devices', 'devices --facility NGH --limit 50', 'devices --json | jq .items'],
  input: z.strictObject({
    facility: z.string().optional(),
    limit: limitSchema,
    reason: z.string().optional(),
  }),
  ask: async (api, { facility, limit, reason }) => {
    const sites = await sitesOf(api, facility)
    if (sites.kind !== 'ok') return sites
    const items: Devices = []
    for (const { facilityId } of sites.value) {
      const found = await devicesAt(api, { facilityId, reason }, limit + 1 - items.length)
      if (found.kind !== 'ok') return found
      items.push(...found.value)
      if (items.length > limit) break
    }
    const shown = items.slice(0, limit)
    const more = items.length > limit
    return done({ items: shown, more }, renderDevices(shown, more, sites.value))
  },
})

async function sitesOf(api: Api, wanted: string | undefined) {
  if (wanted === undefined) return listFacilities(api)
  const facility = await findFacility(api, wanted)
  return facility.kind === 'ok' ? { kind: 'ok' as const, value: [facility.value] } : facility
}

/** Page after page, until there are `enough` or no more. */
async function devicesAt(
  api: Api,
  query: { readonly facilityId: string; readonly reason: string | undefined },
  enough: number,
): Promise<Answer<Devices>> {
  const items: Devices = []
  let after: string | undefined
  do {
    const page = await api.get('/v1/devices', inventoryPageSchema, { ...query, after })
    if (page.kind !== 'ok') return page
    items.push(...page.value.items)
    after = page.value.next
  } while (after !== undefined && items.length < enough)
  return { kind: 'ok', value: items }
}
