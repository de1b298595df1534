import { defineConfig } from '@playwright/test'
import { findChromium } from '../../scripts/find-chromium.mjs'

/** Debian's Chromium, with everything off that would ask the network on its own. */
const launchOptions = {
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
}

/** The studio in a real browser against a real runtime: a port, a data folder and a database of their own. */
export default defineConfig({
  testDir: './e2e',
  // Each has a runtime, a database and a draft of its own; files go to whoever is free.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list']],
  outputDir: '../../node_modules/.cache/studio-e2e',
  use: { browserName: 'chromium', launchOptions, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1366, height: 768 }, screenshot: 'only-on-failure', trace: 'off', contextOptions: { reducedMotion: 'reduce' } },
})
