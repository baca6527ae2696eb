// The rate of a pair as it was, is and will be: for everybody, as a drawing and as a table, and for the member's own amount.
import { expect, test } from './fixtures.ts';
import { TransferForm } from './transfer_form.ts';
import { type Language, contains, exactly, number, t, texts } from './words.ts';

/** The announced change of the sample data: from 20 to 25 points a mile. */
const pair = '/rates/lynkid/lotusmiles';

test('a rate is readable signed out, with what is announced', async ({ page }) => {
  await page.goto(pair);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(t('transfer.pair', { from: 'LynkiD', to: 'Lotusmiles' })));
  await expect(main.locator('.rates-chart')).toBeVisible();
  const rows = main.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(contains(`25 ${t('unit.points_other')} → 1`));
  await expect(rows.nth(2)).toContainText(contains(t('rates.always')));
  await expect(main.locator('.alert')).toContainText(contains(t('rates.after', { time: '' })));
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
