import { DeskError } from '../contract/errors.ts'

/** A call whose work is not there yet. */
export const notBuilt = (): never => {
  throw new DeskError('NOT_FOUND', '这项功能还没有建成', {})
}
