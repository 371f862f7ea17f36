import type { ServerResponse } from 'node:http'
import { answerPage } from '../core/server/page-files.ts'

/** Answers GET for the built page below `root`. */
export async function servePage(root: string, pathname: string, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await answerPage(root, pathname)
  response.writeHead(status, headers).end(body)
}
