import { type ContactHealth, contactHealthSchema } from '@recallwire/domain/directory/contact-health.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { defineCommand } from '../command.ts'
import { findFacility, listFacilities } from '../find-facility.ts'
import { done } from '../outcome.ts'
import { renderContactHealth } from '../render-contact-health.ts'

export const contacts = defineCommand({
  name: 'contacts',
  summary: 'Grade how well letters to each facility can be relied on to find a reader, the weakest first',
  options: [
    {
      flags: '--facility <id>',
      description: 'one site, by its id or your code of it (default: all you may see)',
    },
  ],
  examples: ['contacts', 'contacts --facility NGH', "contacts --json | jq '.[] | select(.usable == 0)'"],
  input: z.strictObject({ facility: z.string().optional() }),
  ask: async (api, { facility }) => {
    if (facility !== undefined) return gradeOne(api, facility)
    const facilities = await listFacilities(api)
    if (facilities.kind !== 'ok') return facilities
    const graded = await api.get('/v1/contact-health', z.array(contactHealthSchema))
    if (graded.kind !== 'ok') return graded
    const weakestFirst = graded.value.toSorted(byGrade)
    return done(weakestFirst, renderContactHealth(weakestFirst, facilities.value))
  },
})

async function gradeOne(api: Api, wanted: string) {
  const facility = await findFacility(api, wanted)
  if (facility.kind !== 'ok') return facility
  const path = `/v1/facilities/${facility.value.facilityId}/contact-health`
  const graded = await api.get(path, contactHealthSchema)
  if (graded.kind !== 'ok') return graded
  return done([graded.value], renderContactHealth([graded.value], [facility.value]))
}

const byGrade = (a: ContactHealth, b: ContactHealth): number => b.grade.localeCompare(a.grade)
