import { protocol } from 'electron'
import { answerPage } from '../../core/server/page-files.ts'
import { APP_SCHEME, isOwnPage } from './window-policy.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
}

/** Answers `app://pingan/…` as the browser host answers its own address: GET only, files strictly below the page's folder. */
export function serveAppProtocol(pageDir: string): void {
  protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const { status, headers, body } = await answerPage(pageDir, isOwnPage(url) ? new URL(url).pathname : '')
    return method === 'GET' ? new Response(body, { status, headers }) : new Response(null, { status: 405, headers })
  })
}
