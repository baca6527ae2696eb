// One project a width: the phone with tabs at the bottom, the desktop with the rail. Specs that choose their widths
// themselves run once, Lighthouse, the pictures and the benchmark by themselves. `cargo xtask test` builds the app and the backend and names
// them by GOM_DIST and GOM_BACKEND_BIN; the browser is the machine's, by CHROMIUM_BIN.
import { defineConfig } from '@playwright/test';

const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const once = ['embed', 'headers', 'lacking', 'layout', 'matrix', 'numbers', 'outside', 'pwa'].map(name => `**/${name}.spec.ts`);
// A worker that takes a page over keeps a way to the network that answers made by a spec do not reach: `pwa.spec.ts` is for it.
const unserved = { serviceWorkers: 'block' } as const;
const alone = '**/lighthouse.spec.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  reporter: 'list',
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only at the second attempt hides a race in the app.
  retries: 0,
  workers: 2,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.CHROMIUM_BIN || undefined, args: [...quiet, ...asRoot] },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'phone', testIgnore: [...once, alone], use: { viewport: { width: 390, height: 844 }, hasTouch: true, ...unserved } },
    { name: 'desktop', testIgnore: [...once, alone], use: { viewport: { width: 1350, height: 900 }, ...unserved } },
    { name: 'once', testMatch: once },
    { name: 'lighthouse', testMatch: alone },
    { name: 'shots', testMatch: '**/shots.ts' },
    { name: 'bench', testMatch: '**/bench.ts', use: { viewport: { width: 390, height: 844 }, hasTouch: true, trace: 'off', ...unserved } },
  ],
});
