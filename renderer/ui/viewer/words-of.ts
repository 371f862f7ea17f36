import { DeskFailure } from '../../lib/errors.ts'

/** What a page says itself about a file, in plain Chinese. */
export class FileFault extends Error {}

/** The words to show for a file that could not be opened or taken. */
export const wordsOf = (error: unknown): string =>
  error instanceof FileFault || error instanceof DeskFailure ? error.message : '文件打不开，可能已损坏'
