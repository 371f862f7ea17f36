/** A file of this computer that a command is given. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError, type CliSession } from './cli-session.ts'

/** Its reference for one call of the API. @throws UsageError when it is not there */
export function givenFile({ backend, context }: CliSession, file: string): string {
  if (!existsSync(file)) throw new UsageError(`没有找到文件 ${file}`)
  return backend.files.registerPath(context, resolve(file)).ref
}
