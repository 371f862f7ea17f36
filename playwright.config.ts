import { defineConfig } from '@playwright/test'
import { findChromium } from './headless/chromium-pdf.ts'

/** Journeys through the built page: in Debian's Chromium on the loopback host always, in Electron where its binary is present. */
export default defineConfig({
  testDir: 'e2e',
  tsconfig: 'e2e/playwright.tsconfig.json', // the runner would take a path meant for types as the module itself
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
  },
  projects: [
    { name: 'built', testDir: 'e2e', testMatch: 'built-page.setup.ts' },
    {
      name: 'chromium',
      dependencies: ['built'],
      testDir: 'e2e/tests',
      // pictures of the README and the guide are taken when they are asked for: PICTURE=1 npm run e2e -- picture guide
      testIgnore: process.env['PICTURE'] === '1' ? [] : ['picture.spec.ts', 'guide.spec.ts'],
      use: {
        launchOptions: {
          executablePath: findChromium(),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
          ],
        },
      },
    },
    { name: 'electron', testDir: 'e2e/electron-only' },
  ],
})
