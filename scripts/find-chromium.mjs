import fs from 'node:fs'

/**
 * The browser of the tests: the one that CHROMIUM_PATH names, else Debian's. Its headless shell is the same engine without the rest of a
 * browser and takes half of the processor time for a page. Playwright's own download is never used.
 * @returns {string | undefined} its path
 */
export function findChromium() {
  const named = [process.env.CHROMIUM_PATH, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
  return named.find((file) => file !== undefined && fs.existsSync(file))
}
