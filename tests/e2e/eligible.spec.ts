// A pair that is for some members only: who is not among them hears who is, and nothing moves.
import { type Route } from '@playwright/test';
import { intents } from './app.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onAccept } from './transfer_form.ts';
import { exactly, t } from './words.ts';

/** The server's refusal, with whom the pair is for. */
function refuse(whom: { tiers?: readonly string[]; countries?: readonly string[] }): (route: Route) => Promise<void> {
  const problem = { type: 'about:blank#not_eligible', title: 'Unprocessable Entity', status: 422, detail: '-', code: 'not_eligible', request_id: 'r-1', ...whom };
  return route => route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) });
}

test('a quote for other members only says for whom', async ({ page, ledger }) => {
  const name = ledger.balance('skyjoy').name;
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  const gold = t('transfer.or', { some: 'Gold', last: 'Diamond' });
  const tiers = t('transfer.only_tiers', { name, tiers: gold });
  const countries = t('transfer.only_countries', { countries: 'Việt Nam, Nga' });
  for (const [whom, words] of [
    [{ tiers: ['Gold', 'Diamond'] }, tiers],
    [{ countries: ['VN', 'RU'] }, countries],
    [{ tiers: ['Gold', 'Diamond'], countries: ['VN', 'RU'] }, `${tiers} ${countries}`],
  ] as const) {
    await page.route('**/api/v1/quotes', refuse({ ...whom }));
    await form.amount.fill('4000');
    await form.next.click();
    await expect(form.dialog.getByRole('alert')).toHaveText(exactly(words));
    await expect(form.confirm).toHaveCount(0);
    await form.dialog.getByRole('button', { name: exactly(t('transfer.review_back')) }).click();
    await page.unroute('**/api/v1/quotes');
  }
  await form.review(4_000);
  expect(ledger.transfers()).toEqual([]);
});

test('a tier that was lost since the quote is told, and nothing is kept', async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy');
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await onAccept(page, refuse({ tiers: ['Gold'] }));
  await form.confirm.click();
  await expect(form.dialog.locator('.field-error')).toHaveText(exactly(t('transfer.why_not_eligible')));
  expect(await intents(page)).toEqual([]);
  expect(ledger.balance('skyjoy')).toEqual(before);
  expect(ledger.transfers()).toEqual([]);
});
