import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.{ts,tsx}', '**/testing.ts', '**/testing/**', 'e2e/**', 'bench/**']

/** National algorithms exist in plain Node's OpenSSL and not in Electron's: product code must not reach for them. */
const NATIONAL_ALGORITHM = [
  {
    selector:
      'CallExpression[callee.name=/^create(Hash|Hmac|Sign|Verify)$/] > Literal[value=/sm[23]/i], CallExpression[callee.property.name=/^create(Hash|Hmac|Sign|Verify)$/] > Literal[value=/sm[23]/i]',
    message: 'SM2/SM3 of node:crypto are absent in Electron: use core/exchange/sm.ts.',
  },
  {
    selector:
      'CallExpression[callee.name=/^create(C|Dec)ipheriv$/] > Literal[value=/sm4/i], CallExpression[callee.property.name=/^create(C|Dec)ipheriv$/] > Literal[value=/sm4/i]',
    message: 'SM4 of node:crypto is absent in Electron: use core/exchange/sm.ts.',
  },
  {
    selector: 'CallExpression[callee.name=/^create(C|Dec)ipheriv$/] > Literal[value=/chacha20/i]',
    message: 'ChaCha20-Poly1305 of node:crypto is absent in Electron.',
  },
]
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Name what you export: a default export is renamed by every importer.',
}

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // numbers in texts are what they look like
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `=> log.info(…)` as a one-line listener is clear
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // tsconfig's noPropertyAccessFromIndexSignature is off, either spelling reads well
      '@typescript-eslint/dot-notation': 'off',
      // `[...text]` is meant: one element per code point, as names need it
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // our values are closures without `this`; their interfaces use method shorthand and are taken apart freely
      '@typescript-eslint/unbound-method': 'off',
      // keeps `interface` for shapes and `type` for unions without insisting
      '@typescript-eslint/consistent-type-definitions': 'off',
      'no-restricted-syntax': ['error', DEFAULT_EXPORT, ...NATIONAL_ALGORITHM],
    },
  },
  {
    files: ['core/**/*.ts', 'db/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-console': 'error' },
  },
  {
    files: TESTS,
    rules: {
      // tests compare with Node's own national algorithms
      'no-restricted-syntax': ['error', DEFAULT_EXPORT],
      // a wrong `!` fails the test, which is what a test is for
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // these tools read a default export
    files: ['*.config.ts', '**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['scripts/**/*.{mjs,js}', '*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        fetch: 'readonly',
      },
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
)
