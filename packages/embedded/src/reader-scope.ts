import type { Reader } from '@recallwire/domain/access/actor.ts'

/**
 * The organisation a reader is confined to, or null for one who may read all (`mayRead`): statements compare it as
 * `(?1 IS NULL OR organisation_id = ?1)`.
 */
export function organisationOf(reader: Reader): string | null {
  switch (reader.kind) {
    case 'organisation':
      return reader.organisationId
    case 'regulator':
    case 'service':
      return null
    default:
      return reader satisfies never
  }
}
