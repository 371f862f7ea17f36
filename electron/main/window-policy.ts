import type { Session, WebContents } from 'electron'

export const APP_SCHEME = 'app'
export const APP_HOST = 'pingan'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/** Sites a help text may send a person to, opened in the system's browser. */
export const EXTERNAL_HOSTS: ReadonlySet<string> = new Set([
  'flk.npc.gov.cn',
  'openstd.samr.gov.cn',
  'www.12348.gov.cn',
  'www.stats.gov.cn',
])

/** What the page may be granted: writing to the clipboard after a click, and the camera for papers, never the microphone. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'media'])

/** Whether an address is a page of ours: parsed scheme and host both fit, and nothing hides in user or port. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
}

/** The address to open outside, or `undefined` when it is not on the list. */
export function externalAddress(address: string): string | undefined {
  const url = URL.parse(address)
  const listed =
    url !== null && url.protocol === 'https:' && EXTERNAL_HOSTS.has(url.host) && url.username === '' && url.password === ''
  return listed ? url.href : undefined
}

/** @param media what of `media` is asked for: `video`, `audio` */
export function isGranted(permission: string, requester: string, media: readonly (string | undefined)[] = []): boolean {
  if (!GRANTED.has(permission) || !isOwnPage(requester)) return false
  return permission !== 'media' || (media.length > 0 && media.every((one) => one === 'video'))
}

/** Puts the tables above in force for a window: no way to another page, no second window, no guest page. */
export function confineContents(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (!isOwnPage(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

export function confineSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isGranted(permission, details.requestingUrl, 'mediaTypes' in details ? details.mediaTypes : []))
  })
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) => isGranted(permission, origin, [mediaType]))
  session.setDevicePermissionHandler(() => false)
}
