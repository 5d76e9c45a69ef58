import { type CollectionName, isCollectionName } from '../database/database.ts'
import { schemaSteps } from '../schema/schema-steps.ts'

/** Where something waits for the log, and the field that only rows have in which it does: those with an index for it. */
export const waitingPlaces: readonly { readonly name: CollectionName; readonly field: string }[] =
  schemaSteps.flatMap(({ indexes }) =>
    Object.entries(indexes).flatMap(([name, ofCollection]) =>
      ['waitingSince', 'queuedSince'].flatMap((field) =>
        isCollectionName(name) && ofCollection.some(({ keys }) => Object.keys(keys).join() === field)
          ? [{ name, field }]
          : [],
      ),
    ),
  )
