// axe on every route of the app's typed table, in every state: loading, empty, failed, offline, filled. Each once, in a language, theme
// and width that change from one to the next so that all pairs of these come up; the campaign takes all combinations.
import { findings } from './axe.ts';
import { expect, test as base } from './fixtures.ts';
import { type Look, type Member, emptyMember, filledMember, looks, open, pairwise, routes, statesOf, variants } from './matrix.ts';

/** Made once for each worker. */
const test = base.extend<{}, { members: { filled: Member; empty: Member } }>({
  members: [
    async ({ browser, backend }, use) => {
      const filled = await filledMember(browser, backend.baseURL);
      const empty = await emptyMember(browser, backend.baseURL);
      await use({ filled, empty });
    },
    { scope: 'worker' },
  ],
});

const campaign = process.env.GOM_CAMPAIGN === '1';

test('every route of the table is in the matrix', () => {
  expect(variants().length).toBeGreaterThan(8);
  expect(Object.keys(routes).filter(name => name !== 'Nowhere').sort()).toEqual(variants().sort());
});

test('the looks of the short run hold every pair', () => {
  const pairs = ({ language, theme, width }: Look) => [`${language} ${theme}`, `${language} ${width}`, `${theme} ${width}`];
  expect(new Set(pairwise.flatMap(pairs))).toEqual(new Set(looks.flatMap(pairs)));
});

let turn = 0;

for (const [name, entry] of Object.entries(routes)) {
  const cells = statesOf(entry).flatMap(state => {
    const chosen = campaign ? looks : [pairwise[(turn += 1) % pairwise.length]!];
    return chosen.map(look => ({ state, look }));
  });
  test(`axe finds nothing on ${name}`, async ({ browser, backend, members }) => {
    test.setTimeout(20_000 * cells.length);
    for (const { state, look } of cells) {
      const member = state === 'empty' ? members.empty : members.filled;
      const page = await open(browser, backend.baseURL, name, state, member, look);
      const where = [state, ...Object.values(look)].join(' ');
      await expect(page.locator('html'), where).toHaveAttribute('lang', look.language);
      expect(await findings(page), where).toEqual([]);
      await page.context().close();
    }
  });
}
