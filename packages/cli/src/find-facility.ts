import { type Facility, facilitySchema } from '@recallwire/domain/directory/facility.ts'
import { z } from 'zod'
import type { Api } from './api.ts'
import { type Answer, failure } from './outcome.ts'

/** The sites a key knows: its own, or all of them for a regulator. */
export const listFacilities = (api: Api): Promise<Answer<readonly Facility[]>> =>
  api.get('/v1/facilities', z.array(facilitySchema))

/** The one site a person means, by its id or its organisation's own code of it. */
export async function findFacility(api: Api, wanted: string): Promise<Answer<Facility>> {
  const facilities = await listFacilities(api)
  if (facilities.kind !== 'ok') return facilities
  const text = wanted.trim()
  const [only, ...others] = facilities.value.filter(
    ({ facilityId, code }) => facilityId === text || code === text,
  )
  if (only !== undefined && others.length === 0) return { kind: 'ok', value: only }
  const known = facilities.value
    .slice(0, 10)
    .map(({ code, facilityId, name }) => `${code} (${facilityId}, ${name})`)
  const detail = known.length > 0 ? `Say one by its id, such as ${known.join(', ')}.` : 'There are none yet.'
  const title = only === undefined ? 'There is no facility' : 'There are several facilities'
  return failure('refused', `${title} "${text}" that you may see`, detail)
}
