import { defineConfig } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.mjs'

/** Debian's Chromium, with everything off that would ask the network on its own. */
const launchOptions = {
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
}

/** The studio in a real browser against a real runtime: its own port, its own data folder, its own database. */
export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/start-runtime.ts',
  // One runtime with one draft: the tests take turns.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  outputDir: '../../node_modules/.cache/studio-e2e',
  use: { browserName: 'chromium', launchOptions, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1366, height: 768 }, screenshot: 'only-on-failure', trace: 'off', contextOptions: { reducedMotion: 'reduce' } },
})
