import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { Fields } from '../database/collection.ts'

/** What a filter adds for a reader that is confined to one organisation (`mayRead`); nothing for one who may read all. */
export function readerFilter(reader: Reader, field: string): Fields {
  switch (reader.kind) {
    case 'organisation':
      return { [field]: reader.organisationId }
    case 'regulator':
    case 'service':
      return {}
    default:
      return reader satisfies never
  }
}
