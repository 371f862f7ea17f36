import { DeskError } from '../../contract/errors.ts'

export const notBuilt = (): never => {
  throw new DeskError('INTERNAL', '还没有建好', { incident: '' })
}
