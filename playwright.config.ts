import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromium } from 'playwright';
import { findBrowser } from './lib/catalog/find-browser';

const { executablePath, libraryPath } = await findBrowser({
  chromiumPath: process.env.CHROMIUM_PATH || undefined,
  playwrightPath: chromium.executablePath(),
  unpackTo: path.resolve('.cache/chromium'),
});
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
const DESKTOP = { viewport: { width: 1440, height: 900 } };

export default defineConfig({
  testDir: 'e2e/browser',
  globalSetup: './e2e/browser/support/global-setup.ts',
  // One system for all of them, on two cores.
  workers: 1,
  // Far beyond what any takes: a machine whose cores others take away for seconds must not make a test fail.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    launchOptions: {
      executablePath,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
      ...(libraryPath ? { env: { ...onlyStrings(process.env), LD_LIBRARY_PATH: libraryPath } } : {}),
    },
    // What a page asks for goes past the tests' own routes otherwise; offline.spec.ts is about it.
    serviceWorkers: 'block',
    locale: 'en-KE',
    timezoneId: 'Africa/Nairobi',
    // One for each test that ends well, too, would be a third of a second each; a failed one leaves the page's outline.
    screenshot: 'off',
  },
  projects: [
    {
      name: 'desktop',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/screenshots.spec.ts', '**/*.phone.spec.ts', '**/*.alone.spec.ts'],
      use: DESKTOP,
    },
    { name: 'phone', testMatch: '**/*.phone.spec.ts', use: PHONE },
    // They change what others look at, or use up what one client may ask for.
    { name: 'alone', testMatch: '**/*.alone.spec.ts', use: DESKTOP },
    { name: 'screenshots', testMatch: '**/screenshots.spec.ts', use: DESKTOP },
  ],
});

function onlyStrings(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
