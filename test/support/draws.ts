/**
 * What properties draw. In normal runs the same each time: a change that fails is what fails, and nobody else's change.
 * Deep runs draw anew each time; what fails there tells the seed that it fails with.
 */
import fc from 'fast-check'

const SEED = 20_261_122

if (process.env['CURATOR_DEEP'] === undefined) fc.configureGlobal({ seed: SEED })
