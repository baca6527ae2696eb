// The first screen: every number on it is what the journal adds up to.
import { type Locator, type Page } from '@playwright/test';
import { settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { approx, contains, exactly, number, t } from './words.ts';

const narrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 900;

/** Where the wallet shows a program: a card on a phone, a row of the table on a wide screen; and its balance there. */
function shown(page: Page, name: string): { place: Locator; balance: Locator } {
  const link = page.getByRole('link', { name: exactly(name) });
  const place = page.getByRole(narrow(page) ? 'article' : 'row').filter({ has: link });
  return { place, balance: narrow(page) ? place.locator('.balance') : place.getByRole('cell').nth(1) };
}

test('every balance is the sum of its postings', async ({ page, ledger }) => {
  await settled(page);
  const balances = ledger.balances();
  expect(balances).toHaveLength(7);
  for (const { name, available, pending } of balances) {
    expect(available, name).toBeGreaterThan(0);
    const { place, balance } = shown(page, name);
    await expect(balance, name).toContainText(new RegExp(`^\\s*${number(available).replaceAll('.', '\\.')}\\s`));
    const words = contains(t('wallet.pending', { points: number(pending) }));
    await expect(place.getByText(words), name).toHaveCount(pending > 0 ? 1 : 0);
  }
});

test('the total and the count are what the journal is worth', async ({ page, ledger }) => {
  await settled(page);
  const balances = ledger.balances();
  const inAll = balances.reduce((sum, { available, held }) => sum + available + held, 0);
  const milli = balances.reduce((sum, { available, held, value_milli }) => sum + (available + held) * value_milli, 0);
  const total = { minor: Math.floor(milli / 1_000), currency: 'VND' };
  const wallet = await page.request.get('/api/v1/wallet').then(answer => answer.json());
  expect(wallet.total).toEqual(total);
  expect(wallet.total_points).toBe(inAll);

  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(t('wallet.total')));
  await expect(main.locator('.hero')).toHaveText(exactly(approx(total)));
  const count = `${t('wallet.programs_other', { n: '7' })} · ${t('wallet.points_other', { n: number(inAll) })}`;
  await expect(main.getByText(contains(count))).toBeVisible();
  await expect(main.getByText(exactly(t('app.sample_data')))).toBeVisible();
});

test('the warning opens the lots of its program', async ({ page, ledger }) => {
  await settled(page);
  const [first] = ledger.lots('lotusmiles');
  const { name } = ledger.balance('lotusmiles');
  const days = new Intl.NumberFormat('vi', { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(9);
  const amount = `${number(first!.available)} ${t('unit.miles_other')}`;
  const main = page.getByRole('main');
  await expect(main.getByText(exactly(t('wallet.expiring', { amount, program: name, days })))).toBeVisible();

  await main.getByRole('link', { name: exactly(t('wallet.see')) }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(name));
  const lots = main.locator('section').filter({ has: page.getByRole('heading', { name: exactly(t('membership.lots')) }) });
  const rows = lots.locator('.lot-list').getByRole('listitem');
  const amounts = ledger.lots('lotusmiles').map(lot => contains(`${number(lot.available)} ${t('unit.miles_other')}`));
  await expect(rows).toHaveText(amounts);
  await expect(rows.first()).toContainText(contains(t('membership.lot_soon', { days })));
});

test('a wallet that is looked at again after a while is asked for again, and what it says again is not drawn anew', async ({ page, ledger }) => {
  const { name } = ledger.balance('lynkid');
  await page.clock.install();
  await page.reload();
  await settled(page);
  const age = narrow(page) ? page.locator('.wallet-bar') : page.locator('.summary');
  await page.clock.fastForward('02:00');
  await expect(age).toContainText(new Intl.RelativeTimeFormat('vi').format(-2, 'minute'));
  await shown(page, name).place.evaluate(place => { place.dataset.drawn = 'before'; });
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(age).toContainText(t('time.just_now'));
  await expect(shown(page, name).place).toHaveAttribute('data-drawn', 'before');
});

test('light and dark follow the system, and the choice of the member outlives a reload', async ({ page, ledger }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ledger.balances()).not.toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await paper();
  expect(dark).not.toBe(light);

  await page.goto('/settings');
  await page.getByRole('radio', { name: exactly(t('settings.theme_light')) }).check({ force: true });
  expect(await paper()).toBe(light);
  await page.reload();
  await settled(page);
  await expect(page.getByRole('radio', { name: exactly(t('settings.theme_light')) })).toBeChecked();
  expect(await paper()).toBe(light);
});
