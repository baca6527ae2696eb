// The pictures of the manifest and of the README: a fresh demo member of the running demo, light look.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { settled, tryDemo } from '../e2e/app.ts';
import { test } from '../e2e/fixtures.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'public/pictures');

/** WebP from the browser's own encoder: a third of the PNG, and nothing to install. */
const keep = async (page: Page, name: string) => {
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
};

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, colorScheme: 'light' });

  test('wallet, transfer, rewards', async ({ page }) => {
    await tryDemo(page);
    await page.waitForURL('/');
    await keep(page, 'wallet-narrow');
    await page.goto('/transfer');
    await keep(page, 'transfer-narrow');
    await page.goto('/rewards?affordable=1');
    await keep(page, 'rewards-narrow');
  });
});

test.describe('a desktop', () => {
  test.use({ viewport: { width: 1350, height: 900 }, colorScheme: 'light' });

  test('wallet', async ({ page }) => {
    await tryDemo(page);
    await page.waitForURL('/');
    await keep(page, 'wallet-wide');
  });
});

test.describe('the README', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'light' });

  test('wallet', async ({ page }) => {
    await tryDemo(page);
    await page.waitForURL('/');
    await settled(page);
    await page.screenshot({ path: path.join(root, 'docs/wallet.png') });
  });
});
