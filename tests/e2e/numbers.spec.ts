// Numbers, money, days, ages and plurals read from the page, against a table made from CLDR (tests/fixtures/cldr.json) and not by
// the browser that is tested.
import { type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settled, tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { type Language, texts } from './words.ts';

type Table = {
  number: Record<string, string>;
  money: Record<string, Record<string, string>>;
  'minutes ago': Record<string, string>;
  '1 December': string;
  plural: string;
};

const tables: Record<Language, Table> =
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../fixtures/cldr.json'), 'utf8'));
const forms: Record<string, string> = { 1: 'one', 2: 'few', 5: 'many', 0: 'other' };
const languages: Language[] = ['vi', 'en', 'ru'];

/** A text of a plural family for `n`, as CLDR chooses it. */
function plural(language: Language, family: string, n: number): string {
  const text = texts(language)[`${family}_${forms[tables[language].plural[n]!]}`];
  if (text === undefined) throw new Error(`${language} has no ${family} for ${n}`);
  return text;
}

/** What the server says, with other numbers: the page is signed in and shows what `change` makes of the real answer. */
async function answer(page: Page, pathname: string, change: (real: any) => unknown): Promise<void> {
  await page.unroute('**/api/v1/**');
  await page.route('**/api/v1/**', async route => {
    if (new URL(route.request().url()).pathname !== pathname) return route.continue();
    const real = await route.fetch();
    return route.fulfill({ response: real, json: change(await real.json()) });
  });
}

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(language => localStorage.setItem('gom.lang', language), language);
}

test.use({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block' });

test('every unit agrees with every number from 0 to 1,000', async ({ page }) => {
  test.setTimeout(180_000);
  await tryDemo(page);
  await settled(page);
  // Where one form or two are all there is, the first hundred and a half say what a thousand would.
  const counts = { ru: 1_000, en: 150, vi: 150 };
  for (const language of languages) {
    await speak(page, language);
    const numbers = [...Array(counts[language] + 1).keys()];
    for (const unit of ['points', 'miles', 'stars']) {
      await answer(page, '/api/v1/wallet', wallet => {
        const [sample] = wallet.memberships;
        const memberships = numbers.map(n => ({
          ...sample,
          id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          program: { ...sample.program, unit },
          balance: { ...sample.balance, available: n },
          lots: [],
        }));
        return { ...wallet, memberships, expiring: null };
      });
      await page.goto('/');
      await expect(page.locator('.balance')).toHaveCount(numbers.length, { timeout: 30_000 });
      const shown = await page.locator('.balance').evaluateAll(elements => elements.map(element =>
        [...element.childNodes].slice(0, 2).map(node => node.textContent!.trim()).join(' ')));
      const wanted = numbers.map(n => `${tables[language].number[n] ?? n} ${plural(language, `unit.${unit}`, n)}`);
      expect(shown.sort(), `${language} ${unit}`).toEqual(wanted.sort());
    }
  }
});

test('numbers, money, ages and days are written as CLDR says, no-break spaces included', async ({ page }) => {
  await tryDemo(page);
  await settled(page);
  for (const language of languages) {
    await speak(page, language);
    const { number, money, ...table } = tables[language];
    const amounts = Object.keys(number).map(Number);
    const prices = Object.entries(money).flatMap(([currency, texts]) => Object.keys(texts).map(amount =>
      ({ currency, minor: Number(amount.replace('.', '')) })));
    const ages = Object.keys(table['minutes ago']).map(Number);
    await answer(page, '/api/v1/wallet', wallet => {
      const [sample] = wallet.memberships;
      const memberships = amounts.map((available, place) => ({
        ...sample,
        id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
        balance: {
          ...sample.balance,
          available,
          owner: 'external',
          as_of: new Date(Date.parse(wallet.as_of) - (ages[place % ages.length]! * 60 + 20) * 1_000).toISOString(),
        },
        value: prices[place % prices.length]!,
        lots: [{ amount: 1, earned_at: wallet.as_of, expires_at: wallet.as_of, last_valid_day: `${wallet.as_of.slice(0, 4)}-12-01` }],
      }));
      return { ...wallet, memberships, expiring: null };
    });
    await page.goto('/');
    await settled(page);
    const pieces = (selector: string) => page.locator(selector).evaluateAll(elements => elements.map(element => element.textContent!.trim()));
    const points = await page.locator('.balance').evaluateAll(elements => elements.map(element => element.firstChild!.textContent!.trim()));
    expect(points.sort(), language).toEqual(Object.values(number).sort());
    const values = new Set(await pieces('.balance small'));
    expect(values, language).toEqual(new Set(Object.values(money).flatMap(texts => Object.values(texts)).map(text => `≈\u00a0${text}`)));
    const origins = await pieces('.program .meta');
    for (const age of Object.values(table['minutes ago'])) {
      expect(origins.some(text => text.includes(age)), `${language}: ${age} in ${origins}`).toBe(true);
    }
    expect((await pieces('.cards')).join(' '), language).toContain(table['1 December']);
  }
});

test('counts in sentences take the plural that CLDR says', async ({ page }) => {
  // A page load for each number and language.
  test.setTimeout(300_000);
  await tryDemo(page);
  await settled(page);
  const counts = [1, 2, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112, 121];
  for (const language of languages) {
    await speak(page, language);
    const filled = (family: string, n: number) => plural(language, family, n).replace('{n}', String(n));
    for (const n of counts) {
      await answer(page, '/api/v1/wallet', wallet => ({
        ...wallet,
        total_points: n,
        expiring: null,
        memberships: [...Array(n).keys()].map(place => ({
          ...wallet.memberships[0],
          id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
          lots: [],
        })),
      }));
      await page.goto('/');
      const summary = page.locator('.summary');
      await expect(summary, `${language} ${n}`).toContainText(filled('wallet.programs', n));
      await expect(summary, `${language} ${n}`).toContainText(filled('wallet.points', n));
    }
    for (const n of counts) {
      await answer(page, '/api/v1/rewards', rewards => ({ ...rewards, count: n }));
      await page.goto('/rewards');
      await expect(page.getByRole('main').getByText(filled('rewards.count', n), { exact: true }), `${language} ${n}`).toBeVisible();
    }
  }
});
