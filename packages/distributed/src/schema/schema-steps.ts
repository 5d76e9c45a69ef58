import { allStores } from './001-all-stores.ts'
import type { SchemaStep } from './schema-step.ts'

/** The schema, step by step. Append only: a database remembers how many steps it has had, so a step that was released never changes. */
export const schemaSteps: readonly SchemaStep[] = [allStores]
