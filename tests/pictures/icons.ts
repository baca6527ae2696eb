// The PNG icons of the manifest, drawn from public/favicon.svg and the symbols of boot/icons.svg.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Page, test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const mark = readFileSync(path.join(root, 'public/favicon.svg'), 'utf8');
const symbols = readFileSync(path.join(root, 'boot/icons.svg'), 'utf8');

// Systems cut their own shape out of these, so the ground goes to the edge; the mark lies within the safe circle of 80 %.
const square = mark.replace(' rx="16"', '');
// Only its shape counts; the system colours it.
const shape = mark.replace(/<rect[^>]*>/, '');

const draw = async (page: Page, name: string, size: number, svg: string) => {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg.replace('<svg', `<svg width="${size}" height="${size}"`)}`);
  await page.screenshot({ path: path.join(root, 'public/icons', `${name}.png`), omitBackground: true });
};

test('icons', async ({ page }) => {
  for (const size of [192, 512]) {
    await draw(page, `icon-${size}`, size, mark);
    await draw(page, `maskable-${size}`, size, square);
  }
  await draw(page, 'apple-touch-icon', 180, square);
  await draw(page, 'monochrome-192', 192, shape);
  for (const name of ['wallet', 'transfer', 'gift', 'activity']) {
    const symbol = symbols.match(new RegExp(`<symbol id="i-${name}"[^>]*>(.*?)</symbol>`))?.[1];
    if (!symbol) throw new Error(`boot/icons.svg has no symbol ${name}`);
    const lines = 'fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"';
    const svg = `<svg viewBox="0 0 48 48"><circle cx="24" cy="24" r="24" fill="#0b6b4f"/><g transform="translate(12 12)" ${lines}>${symbol}</g></svg>`;
    await draw(page, `shortcut-${name}`, 96, svg);
  }
});
