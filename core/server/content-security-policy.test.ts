import { expect, test } from 'vitest'
import { contentSecurityPolicy, withNonce } from './content-security-policy.ts'

test('the policy is exactly this', () => {
  expect(contentSecurityPolicy('AAAAAAAAAAAAAAAAAAAAAAAA').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ])
})

test.each(['', 'short', "AAAAAAAAAAAAAAAA'; script-src *", 'AAAAAAAAAAAAAAAA '])('%j is no nonce', (nonce) => {
  expect(() => contentSecurityPolicy(nonce)).toThrow()
})

test('the page finds its nonce in the meta tag, and only there', () => {
  const page = '<meta name="csp-nonce" content="" /><p content="">'
  expect(withNonce(page, 'fresh')).toBe('<meta name="csp-nonce" content="fresh" /><p content="">')
})
