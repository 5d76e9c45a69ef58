import type { Actor } from '@recallwire/domain/access/actor.ts'
import { inventoryMappingSchema, mappingNameSchema } from '@recallwire/domain/device/inventory-mapping.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields, readFields } from '../session/form-fields.ts'
import { renderMappings } from './render-mappings.ts'

const mappingsQuery = z.object({
  notice: z.string().optional(),
  /** The name of the mapping that is to be changed. */
  edit: z.string().max(80).optional(),
})

/** How the columns of an organisation's own lists are called. */
export const mappingRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/devices/mappings',
    summary: 'How your lists call their columns.',
    action: 'devices.write',
    query: mappingsQuery,
    show: (visit, { query: { notice, edit } }) =>
      showMappings(visit, edit === undefined ? noFields : readFields({ edit }), {}, notice),
  }),
  formRoute(deps, {
    path: '/devices/mappings',
    summary: 'Store how a list calls its columns.',
    action: 'devices.write',
    submit: async (visit, { fields }) => {
      const name = mappingNameSchema.safeParse(fields.text('name'))
      const mapping = inventoryMappingSchema.safeParse(await mappingOf(visit, fields))
      if (!name.success || !mapping.success) {
        return showMappings(visit, fields, {
          ...(name.success ? {} : { name: sentenceOf(name.error) }),
          ...(mapping.success ? {} : { columns: sentenceOf(mapping.error) }),
        })
      }
      const saved = await visit.api.devices.saveMapping(name.data, mapping.data)
      if (saved.kind === 'problem') return visit.refusal(saved.problem)
      return visit.leadTo('/devices/mappings', 'mapping-stored')
    },
  }),
]

/** What the form does not show of a mapping (constants, the form of dates) stays as it is. */
async function mappingOf(visit: Visit, fields: FormFields): Promise<unknown> {
  const known = await visit.api.devices.mappings()
  const before =
    known.kind === 'ok' ? known.value.find(({ name }) => name === fields.text('name'))?.mapping : undefined
  const pairs = fields.lines('columns').map((line) => {
    const at = line.lastIndexOf('=')
    const [heading, field] = at < 0 ? [line, '?'] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    return [heading, field === '' ? null : field]
  })
  return { ...before, columns: Object.fromEntries(pairs) }
}

const sentenceOf = (error: z.ZodError): string => {
  const [issue] = error.issues
  const [, heading] = issue?.path.map(String) ?? []
  return heading === undefined
    ? (issue?.message ?? 'This is not acceptable')
    : `${heading}: write = and one of the fields behind it, or = alone to leave the column unread`
}

async function showMappings(
  visit: Visit,
  given: FormFields,
  errors: Readonly<Record<string, string>>,
  notice?: string,
) {
  const mappings = await visit.api.devices.mappings()
  if (mappings.kind === 'problem') return visit.refusal(mappings.problem)
  const hasErrors = Object.keys(errors).length > 0
  return visit.page({
    title: hasErrors ? 'The mapping needs a correction' : 'Columns of your lists',
    status: hasErrors ? 422 : 200,
    notice,
    body: renderMappings(mappings.value, visit.hidden(), given, errors),
  })
}
