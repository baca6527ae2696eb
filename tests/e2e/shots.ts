// Not a test: a picture of every route into target/shots, at both widths, light and dark, to be looked at.
// GOM_SHOTS names what to take, such as `Wallet,Settings`; GOM_SHOTS_LANGUAGE takes another language than Vietnamese.
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { emptyMember, filledMember, open, routes, themes } from './matrix.ts';
import { type Language } from './words.ts';

const folder = path.resolve(import.meta.dirname, '../../target/shots');
const only = process.env.GOM_SHOTS?.split(',') ?? Object.keys(routes);
const language = (process.env.GOM_SHOTS_LANGUAGE ?? 'vi') as Language;

for (const state of ['filled', 'empty'] as const) {
  test(`pictures of every route, ${state}`, async ({ browser, backend, policyReports }) => {
    test.setTimeout(600_000);
    const member = await (state === 'empty' ? emptyMember : filledMember)(browser, backend.baseURL);
    const failed: string[] = [];
    for (const name of only) {
      if (state === 'empty' && (routes[name]!.still || routes[name]!.signedOut)) continue;
      for (const width of [390, 1350]) {
        for (const theme of themes) {
          const page = await open(browser, backend.baseURL, name, state, member, { language, theme, width }).catch(error => {
            failed.push(`${name} ${state}: ${error}`);
          });
          if (!page) continue;
          await page.evaluate(() => document.fonts.ready);
          // A screen as high as the page: what is fixed to its foot would otherwise lie over the middle.
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ width, height: Math.min(height, 4_000) });
          await page.screenshot({ path: path.join(folder, `${name}-${state}-${width}-${theme}.png`) });
          await page.context().close();
        }
      }
    }
    policyReports.splice(0);
    expect(failed).toEqual([]);
  });
}
