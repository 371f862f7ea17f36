import { PackageError } from './package-error.ts'
import type { Suite } from './suite.ts'
import { smSuite } from './suite-sm.ts'

/** Throws PackageError `unsupportedSuite` for a suite the format names and this version lacks, `unknownSuite` for the rest. */
export function suiteNamed(id: string): Suite {
  if (id === 'SM') return smSuite
  throw new PackageError(id === 'INTL' ? 'unsupportedSuite' : 'unknownSuite')
}
