import fc from 'fast-check'

/**
 * Generated inputs are the same in every run, so that a change that breaks nothing fails nothing. Another number, in
 * RECALLWIRE_TEST_SEED, tries other inputs; a failure prints the seed it was found with.
 */
fc.configureGlobal({ seed: Number(process.env.RECALLWIRE_TEST_SEED ?? 20_250_620) })
