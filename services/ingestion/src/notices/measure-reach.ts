import { type Reader, serviceReader } from '@recallwire/domain/access/actor.ts'
import { type LinkedProduct, linkProducts } from '@recallwire/domain/catalogue/link-products.ts'
import { type Notice, newestRevision } from '@recallwire/domain/notice/notice.ts'
import { keysOfProduct, type ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import { judge } from '@recallwire/domain/scope/verdict.ts'
import type { Reach } from '@recallwire/domain/views/recall-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { readContactHealth } from '../directory/read-contact-health.ts'
import { mapInOrder } from '../map-in-order.ts'
import { resolveAddressed } from './resolve-addressed.ts'

type Deps = {
  readonly backEnd: Pick<BackEnd, 'cases' | 'catalogue' | 'directory' | 'registry' | 'standings'>
  readonly clock: Clock
}
type Counts = { affected: number; possible: number }

const pageSize = 500

/** Shown in place of the name of a site the firm never shipped to: whom others shipped to is not its business. */
const unlisted = 'A site that is not on your consignee list'

/**
 * Who would be told if what waits for approval went out now (or, where nothing waits, who is concerned by what did): the
 * registry is judged as the matcher would, and nothing is stored.
 */
export async function measureReach(deps: Deps, notice: Notice, signal: AbortSignal): Promise<Reach> {
  const { directory } = deps.backEnd
  const content = notice.draft?.content ?? newestRevision(notice)?.content
  if (content === undefined) throw new Error(`notice ${notice.recallId} has neither a revision nor a draft`)
  const products = await linkedProducts(deps, content.products)
  const { totals, perFacility } = await judgeRegistry(deps, products, signal)
  const { addressed, unknownAccounts } = await resolveAddressed(directory, notice.firmOrganisationId, content)
  const addressedIds = new Set(addressed.map(({ facilityId }) => facilityId))
  const consignees = await directory.consignees.ofFirm(notice.firmOrganisationId)
  const listed = new Set(consignees.map(({ facilityId }) => facilityId))
  const reader: Reader = { kind: 'organisation', organisationId: notice.firmOrganisationId }
  const now = deps.clock.now()
  const ids = [...new Set([...perFacility.keys(), ...addressedIds])].sort()
  const facilities = await mapInOrder(ids, async (facilityId) => {
    const facility = (await directory.facilities.get(facilityId))?.document
    const health = await readContactHealth(deps, reader, facilityId, now)
    const shown = listed.has(facilityId) ? facility : undefined
    return {
      facilityId,
      name: shown?.name ?? unlisted,
      city: shown?.address.city ?? '',
      addressed: addressedIds.has(facilityId),
      ...(perFacility.get(facilityId) ?? { affected: 0, possible: 0 }),
      contacts: health.contacts,
      usable: health.usable,
      grade: health.grade,
    }
  })
  return {
    recallId: notice.recallId,
    ...totals,
    facilities: [...facilities],
    unknownAccounts: [...unknownAccounts],
  }
}

/** With every package level that the catalogue knows now, as the matcher will read them. */
async function linkedProducts(
  { backEnd }: Deps,
  products: readonly ScopeProduct[],
): Promise<readonly LinkedProduct[]> {
  return linkProducts(products, await backEnd.catalogue.linksOf(products.flatMap(({ dis }) => dis)))
}

async function judgeRegistry(deps: Deps, products: readonly LinkedProduct[], signal: AbortSignal) {
  const reader = serviceReader('ingestion')
  const keys = [...new Set(products.flatMap(keysOfProduct))]
  const totals = { affected: 0, possible: 0, outside: 0 }
  const perFacility = new Map<string, Counts>()
  let after: string | undefined
  do {
    signal.throwIfAborted()
    const page = await deps.backEnd.registry.byKeys(reader, keys, pageSize, after)
    for (const holding of page.items) {
      const verdict = judge(products, holding)
      if (verdict === undefined) continue
      totals[verdict.value] += 1
      if (verdict.value === 'outside') continue
      const counts = perFacility.get(holding.facilityId) ?? { affected: 0, possible: 0 }
      counts[verdict.value] += 1
      perFacility.set(holding.facilityId, counts)
    }
    after = page.next
  } while (after !== undefined)
  return { totals, perFacility }
}
