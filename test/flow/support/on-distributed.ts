import { beforeEach } from 'vitest'
import { useEngine } from '../../engines/use-engine.ts'

/** A setup file: the tests after it run on Kafka and MongoDB, each skipped where the machine cannot have them. */
const engines = [await useEngine('kafka'), await useEngine('mongodb')]
const missing = engines.flatMap((engine) => ('missing' in engine ? [engine.missing] : []))
const [reason] = missing

if (reason === undefined) process.env.RECALLWIRE_TEST_BACKEND = 'distributed'
else beforeEach(({ skip }) => skip(reason))
