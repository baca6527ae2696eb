// The rate of a pair as it was, is and will be: for everybody, as a drawing and as a table, and for the member's own amount.
import { type Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { TransferForm } from './transfer_form.ts';
import { type Language, contains, exactly, number, percent, t, texts } from './words.ts';

/** The announced change of the sample data: from 20 to 25 points a mile. */
const pair = '/rates/lynkid/lotusmiles';
const points = (n: number) => `${number(n)} ${t('unit.points_other')}`;
const miles = (n: number) => `${number(n)} ${t('unit.miles_other')}`;

/** A sentence whatever its date: what stands before it, and what stands after. */
async function says(place: Locator, key: string, values: Record<string, string>): Promise<void> {
  for (const part of t(key, { ...values, date: '@' }).split('@')) await expect(place).toContainText(contains(part));
}

test('a rate is readable signed out, with what is announced', async ({ page }) => {
  await page.goto(pair);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(t('transfer.pair', { from: 'LynkiD', to: 'Lotusmiles' })));
  await expect(main.locator('.rates-chart')).toBeVisible();
  const rows = main.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(contains(`25 ${t('unit.points_other')} → 1`));
  await expect(rows.nth(2)).toContainText(contains(t('rates.always')));
  const alert = main.locator('.alert');
  await expect(alert).toContainText(contains(t('rates.after', { time: '' })));
  // The least that can be sent now is less than what can be sent then.
  await expect(main.locator('.rates-now')).toContainText(contains(`${t('rates.gives', { amount: points(2_000) })} ${miles(100)}`));
  await says(alert, 'transfer.announced_amount', { now: miles(100), amount: points(2_500), then: miles(100) });
  await expect(alert).toContainText(contains(t('transfer.rate_step', { give: '25', get: '1', step: '250' })));
  await expect(alert).toContainText(contains(t('rates.new_min', { min: points(2_500) })));
});

test('now or after the change is told for the amount that is asked about', async ({ page }) => {
  const alert = page.getByRole('main').locator('.alert');
  await page.goto(`${pair}?amount=10000`);
  await says(alert, 'transfer.announced', { now: miles(500), then: miles(400) });
  await page.goto(`${pair}?amount=8800`);
  await says(alert, 'transfer.announced_amount', { now: miles(440), amount: points(8_750), then: miles(350) });
});

test('a bonus is named with its end, which is a change of what arrives', async ({ page }) => {
  await page.goto('/rates/skyjoy/lynkid');
  const main = page.getByRole('main');
  await expect(main.locator('.rates-now')).toContainText(contains(`${t('rates.gives', { amount: points(1_000) })} ${points(1_100)}`));
  await says(main.locator('.gain'), 'embed.bonus', { percent: percent(10) });
  await says(main.locator('.alert'), 'transfer.announced', { now: points(1_100), then: points(1_000) });
  await expect(main).not.toContainText(t('rates.same'));
});

test('the form and the review tell what the amount becomes by the announced change', async ({ page, ledger }) => {
  const available = ledger.balance('lynkid').available;
  const form = new TransferForm(page);
  await form.open('lynkid', 'lotusmiles');
  await form.amount.fill('2200');
  const words = { now: miles(110), amount: points(2_500), then: miles(100) };
  await says(page.getByRole('main').locator('.alert'), 'transfer.announced_amount', words);
  await form.review(2_200);
  await says(form.dialog.locator('.alert'), 'transfer.announced_amount', words);
  expect(ledger.balance('lynkid').available).toBe(available);
});

test('the form leads to the history with the amount that is typed', async ({ page, ledger }) => {
  const available = ledger.balance('lynkid').available;
  const form = new TransferForm(page);
  await form.open('lynkid', 'lotusmiles');
  const amount = await form.amount.inputValue();
  await expect(form.fact(page.getByRole('main'), 'transfer.observed_name')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: exactly(t('rates.title')) }).click();
  await expect(page).toHaveURL(new RegExp(`${pair}\\?amount=${amount.replace(/\D/g, '')}$`));
  const typed = t('rates.gives', { amount: `${amount} ${t('unit.points_other')}` });
  await expect(page.locator('.rates-now')).toContainText(contains(typed));
  expect(ledger.balance('lynkid').available).toBe(available);
});

test('a pair of programs that are not linked is told, not replaced without a word', async ({ page, ledger }) => {
  const linked = ledger.balances().map(({ program }) => program);
  expect(linked).not.toContain('asia-miles');
  await page.goto('/rates/amex-mr/asia-miles?amount=50000');
  const main = page.getByRole('main');
  await main.getByRole('link', { name: exactly(t('nav.transfer_long')) }).click();
  const form = new TransferForm(page);
  await expect(main.locator('.alert').first()).toContainText(contains('Cathay Asia Miles'));
  await expect(main.locator('.alert').first()).toContainText(contains(t('transfer.other_pair')));
  // What was asked of that pair is not asked of this one.
  await expect(form.amount).not.toHaveValue(number(50_000));
  await main.getByRole('link', { name: exactly(t('link.title')) }).click();
  await expect(page).toHaveURL(/\/link\?program=/);
});

test('a pair that is not there says so', async ({ page }) => {
  await page.goto('/rates/lotusmiles/nobody');
  await expect(page.getByRole('main')).toContainText(contains(t('rates.none')));
});

for (const language of ['vi', 'en', 'ru'] as Language[]) {
  test(`the review in ${language} says everything before the member confirms`, async ({ page, ledger }) => {
    const words = texts(language);
    const available = ledger.balance('lynkid').available;
    await page.addInitScript(language => localStorage.setItem('gom.lang', language), language);
    await page.goto('/transfer?from=lynkid&to=skyjoy');
    await page.getByRole('button', { name: exactly(t('transfer.review', {}, words)) }).click();
    const dialog = page.getByRole('dialog', { name: exactly(t('transfer.review_title', {}, words)) });
    for (const key of ['rate', 'given', 'received', 'fee', 'arrival', 'observed_name', 'back']) {
      await expect(dialog.getByText(exactly(t(`transfer.${key}`, {}, words))), key).toBeVisible();
    }
    await expect(dialog.locator('.quote-left')).toContainText(contains(t('transfer.review_stands', { time: '' }, words)));
    expect(ledger.balance('lynkid').available, number(available)).toBe(available);
  });
}
