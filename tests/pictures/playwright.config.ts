// `cargo xtask pictures`: not a test but a maker, run by Playwright because it brings the browser and the demo backend.
import { defineConfig } from '@playwright/test';
import checks from '../e2e/playwright.config.ts';

export default defineConfig({
  ...checks,
  testDir: '.',
  testMatch: ['icons.ts', 'screens.ts'],
  workers: 1,
  projects: [{ name: 'pictures' }],
});
