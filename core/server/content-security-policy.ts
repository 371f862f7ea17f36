/**
 * The one Content-Security-Policy of both hosts that show the page (app:// in Electron, loopback HTTP in a browser window).
 *
 * Scripts come from our own files only, never inline. Style elements that libraries insert at run time carry the nonce.
 */

const NONCE_META = '<meta name="csp-nonce" content="'

/** Writes the nonce into the page's `<meta name="csp-nonce" content="">`, where the page reads it for style elements it makes. */
export function withNonce(page: string, nonce: string): string {
  return page.replace(`${NONCE_META}"`, `${NONCE_META}${nonce}"`)
}

/** @param nonce base64 text, fresh for every page that is served */
export function contentSecurityPolicy(nonce: string): string {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce)) throw new Error('a policy needs a random base64 nonce')
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Headers that every answer of a page host carries, besides its content type. */
export function pageSecurityHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
