// A transfer from the form to its last state, against the journal.
import { intents, isQuote, transferByApi } from './app.ts';
import { expect, test } from './fixtures.ts';
import { type Ledger } from './ledger.ts';
import { type Quote, TransferForm, onTransfer } from './transfer_form.ts';
import { approx, contains, exactly, number, percent, t } from './words.ts';

const arrived = { timeout: 10_000 };

/** Another quote of the same deal, by which the transfer is made. */
async function confirmsAnother(form: TransferForm, first: Quote, second: Quote, ledger: Ledger): Promise<void> {
  expect(second.id).not.toBe(first.id);
  expect(second.outcome).toEqual(first.outcome);
  await form.confirm.click();
  await expect(form.page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: first.outcome.amount }]);
}

for (const [from, to, amount] of [['lynkid', 'skyjoy', 2_500], ['skyjoy', 'lynkid', 12_300]] as const) {
  test(`${from} to ${to} moves exactly what was quoted`, async ({ page, ledger }) => {
    const form = new TransferForm(page);
    const before = { from: ledger.balance(from), to: ledger.balance(to) };
    await form.open(from, to);
    await form.amount.fill(String(amount));
    await expect(form.amount).toHaveValue(number(amount));
    const preview = await form.arrives.innerText();
    const values = ['transfer.given', 'transfer.received'].map(key => form.fact(page.getByRole('main'), key));
    const previewed = await Promise.all(values.map(value => value.innerText()));

    const quote = await form.review(amount);
    const { received, bonus } = quote.outcome;
    expect(quote.outcome.amount).toBe(amount);
    expect(preview).toMatch(contains(number(received + bonus)));
    const change = quote.change_percent ?? 0;
    const arrives = change === 0
      ? approx(quote.value_received)
      : t('transfer.with_change', { value: approx(quote.value_received), percent: percent(change) });
    expect(previewed[0]).toMatch(exactly(approx(quote.value_given)));
    expect(previewed[1]).toMatch(exactly(arrives));
    await expect(form.fact(form.dialog, 'transfer.given')).toHaveText(exactly(approx(quote.value_given)));
    await expect(form.fact(form.dialog, 'transfer.received')).toHaveText(exactly(arrives));
    await expect(form.fact(form.dialog, 'transfer.bonus')).toHaveCount(bonus > 0 ? 1 : 0);
    const whole = form.fact(form.dialog, 'transfer.review_get', { name: before.to.name });
    await expect(whole).toHaveText(exactly(form.points(received + bonus)));

    await form.confirm.click();
    await expect(page).toHaveURL(onTransfer);
    const main = page.getByRole('main');
    await expect(main.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
    await expect(main.getByRole('timer')).toBeVisible();
    const held = ledger.balance(from);
    expect(held.available).toBe(before.from.available - amount);
    expect(held.held).toBe(before.from.held + amount);
    expect(ledger.balance(to)).toEqual(before.to);

    await main.getByRole('button', { name: exactly(t('transfer.send_now')) }).click();
    await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
    const [name, other] = [before.from.name, before.to.name];
    const total = form.points(received + bonus);
    await expect(main.getByRole('list').getByRole('listitem')).toContainText([
      contains(t('transfer.row_confirmed', { amount: form.points(amount) })),
      contains(t('transfer.row_sent', { name })),
      contains(t('transfer.row_debited', { name, amount: form.points(amount) })),
      contains(t('transfer.row_asked', { name: other })),
      contains(t('transfer.row_credited', { name: other, amount: total })),
    ]);
    expect(ledger.balance(from)).toEqual({ ...before.from, available: before.from.available - amount });
    expect(ledger.balance(to)).toEqual({ ...before.to, available: before.to.available + received + bonus });
    expect(ledger.transfers()).toMatchObject([{ state: 'credited', amount, received, bonus }]);
    expect(await intents(page)).toEqual([]);

    await main.getByRole('link', { name: exactly(t('transfer.history')) }).click();
    const pair = t('transfer.pair', { from: name, to: other });
    const entry = main.getByRole('listitem').filter({ hasText: contains(pair) });
    await expect(entry).toContainText(contains(`${form.points(amount)} → ${total}`));
    await expect(entry).toContainText(contains(t('transfer.state_credited')));
  });
}

test('cancelled in time, the very lots come back', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  const before = { lots: ledger.lots('skyjoy'), balances: ledger.balances() };
  const amount = 60_000;
  expect(before.lots[0]!.available, 'the transfer takes from two lots').toBeLessThan(amount);
  await form.open('skyjoy', 'lynkid');
  await form.review(amount);
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.lots('skyjoy')).not.toEqual(before.lots);

  const main = page.getByRole('main');
  await main.getByRole('button', { name: exactly(t('transfer.cancel')) }).click();
  await expect(main.getByText(exactly(t('transfer.about_cancelled', { amount: form.points(amount) })))).toBeVisible();
  await expect(main.getByRole('button', { name: exactly(t('transfer.cancel')) })).toHaveCount(0);
  expect(ledger.lots('skyjoy')).toEqual(before.lots);
  expect(ledger.balances()).toEqual(before.balances);
  expect(ledger.transfers()).toMatchObject([{ state: 'cancelled', amount }]);

  const again = main.getByRole('link', { name: exactly(t('transfer.again')) });
  await expect(again).toHaveAttribute('href', `/transfer?from=skyjoy&to=lynkid&amount=${amount}`);
  await main.getByRole('link', { name: exactly(t('transfer.history')) }).click();
  const entry = main.getByRole('listitem').filter({ hasText: contains(t('transfer.state_cancelled')) });
  await expect(entry.locator('.numbers')).toHaveText(exactly(form.points(amount)));
});

test('a cancel that comes too late is told with the time it left', async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto(`/transfers/${id}`);
  const main = page.getByRole('main');
  const cancel = main.getByRole('button', { name: exactly(t('transfer.cancel')) });
  await expect(cancel).toBeVisible();

  // The page does not hear that another device has sent it.
  let hear = () => {};
  const silence = new Promise<void>(resolve => { hear = resolve; });
  await page.route(`**/api/v1/transfers/${id}`, async route => {
    await silence;
    await route.continue();
  });
  const headers = { origin: new URL(page.url()).origin };
  const sent = await page.request.post(`/api/v1/transfers/${id}/send-now`, { headers });
  expect(sent.ok()).toBe(true);
  const answer = page.waitForResponse(response => response.url().endsWith('/cancel'));
  await cancel.click();
  expect((await answer).status()).toBe(409);
  await expect(main.getByText(new RegExp(`^${t('transfer.already_sent', { time: '\\d\\d:\\d\\d' })}$`))).toBeVisible();
  hear();
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
  await expect(cancel).toHaveCount(0);
  expect(ledger.balance('skyjoy').available).toBe(before - 1_000);
});

test('a cancel without an answer is uncertain until it is seen how the transfer stands', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.route('**/cancel', route => route.abort('connectionreset'));
  await page.goto(`/transfers/${id}`);
  const main = page.getByRole('main');
  const uncertain = main.getByText(exactly(t('error.offline')));
  const lost = page.waitForEvent('requestfailed', request => request.url().endsWith('/cancel'));
  await main.getByRole('button', { name: exactly(t('transfer.cancel')) }).click();
  await lost;
  await expect(uncertain).toBeVisible();
  const headers = { origin: new URL(page.url()).origin };
  expect((await page.request.post(`/api/v1/transfers/${id}/send-now`, { headers })).ok()).toBe(true);
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
  await expect(uncertain).toHaveCount(0);
  expect(ledger.transfers()).toMatchObject([{ id, state: 'credited' }]);
});

test('an amount that cannot be sent is told in words and never asked for', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  const available = ledger.balance('mobifone').available;
  let quotes = 0;
  page.on('request', request => { quotes += Number(request.url().endsWith('/api/v1/quotes')); });
  await form.open('mobifone', 'lynkid');
  const cases: [string, string][] = [
    ['', t('transfer.bad_empty')],
    ['abc', t('transfer.bad_number', { example: number(1_000) })],
    ['1,5', t('transfer.bad_fraction')],
    ['0', t('transfer.bad_negative')],
    ['-2000', t('transfer.bad_negative')],
    ['1050', t('transfer.bad_step', { step: '100' })],
    ['500', t('transfer.bad_minimum', { min: form.points(1_000) })],
    ['60000', t('transfer.bad_maximum', { max: form.points(50_000) })],
    ['50000', t('transfer.bad_balance', { available: form.points(available) })],
    ['9007199254740992', t('transfer.bad_large')],
  ];
  for (const [typed, words] of cases) {
    await form.amount.fill(typed);
    await expect(form.amount, typed).toHaveAccessibleDescription(contains(words));
    await expect(form.amount, typed).toHaveAttribute('aria-invalid', 'true');
    await expect(form.next, typed).toBeDisabled();
    await form.amount.press('Enter');
    await form.next.click({ force: true });
    await expect(form.dialog, typed).toHaveCount(0);
  }
  expect(quotes).toBe(0);

  // The offer beside the words takes the member out of it.
  await form.amount.fill('1050');
  await page.getByRole('button', { name: exactly(t('transfer.take', { amount: number(1_100) })) }).click();
  await expect(form.amount).toHaveValue(number(1_100));
  await expect(form.next).toBeEnabled();
  expect(ledger.transfers()).toEqual([]);
});

test('a quote that ended is renewed without typing again', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  const before = ledger.balance('skyjoy').available;
  await form.open('skyjoy', 'lynkid');
  const first = await form.review(4_000);
  ledger.endQuotes();
  await form.confirm.click();
  await expect(form.dialog.locator('.field-error')).toHaveText(exactly(t('transfer.review_over')));
  expect(ledger.balance('skyjoy').available).toBe(before);
  expect(await intents(page)).toEqual([]);

  const quoted = page.waitForResponse(isQuote);
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) }).click();
  await confirmsAnother(form, first, await (await quoted).json(), ledger);
  expect(ledger.balance('skyjoy').available).toBe(before - 4_000);
});

test('a quote that ends soon is renewed before its end, without typing again', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  const renew = form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) });
  await page.clock.install();
  await form.open('skyjoy', 'lynkid');
  const first = await form.review(4_000);
  // Five seconds of room for a slow machine: the clock cannot be paused in its past.
  await page.clock.pauseAt(Date.now() + 5_000);
  await page.clock.fastForward('04:16');
  await expect(form.confirm).toBeVisible();
  await expect(renew).toHaveCount(0);
  await form.confirm.focus();
  // Twenty-five seconds before the end.
  await page.clock.fastForward('00:15');
  await expect(renew).toBeVisible();
  await expect(form.confirm).toBeFocused();
  const quoted = page.waitForResponse(isQuote);
  await renew.click();
  await confirmsAnother(form, first, await (await quoted).json(), ledger);
});

test('a review left open past its end asks for a new quote', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  await page.clock.install();
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await page.clock.fastForward('05:01');
  await expect(form.dialog.getByRole('alert')).toHaveText(exactly(t('transfer.review_over')));
  await expect(form.confirm).toHaveCount(0);
  const quoted = page.waitForResponse(isQuote);
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) }).click();
  expect((await (await quoted).json()).outcome.amount).toBe(4_000);
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toHaveLength(1);
});

test('why a program refused stands in the timeline, in its words and as text', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const reason = '<b>no such number</b>';
  await page.context().route(`**/api/v1/transfers/${id}`, async route => {
    const response = await route.fetch();
    const transfer = await response.json();
    const events = [...transfer.events, { state: 'refused', at: transfer.accepted_at, reason }];
    await route.fulfill({ response, json: { ...transfer, state: 'refused', events } });
  });
  await page.goto(`/transfers/${id}`);
  const text = t('transfer.row_refused', { name: ledger.balance('skyjoy').name });
  const timeline = page.getByRole('main').locator('.timeline');
  await expect(timeline).toContainText(contains(t('transfer.row_because', { text, reason })));
  // On paper: whose it is, what became of it, and each change with its day.
  await page.emulateMedia({ media: 'print' });
  await expect(timeline).toBeHidden();
  const receipt = page.locator('.receipt');
  await expect(receipt).toContainText(contains(t('transfer.receipt_outcome') + t('transfer.state_refused')));
  await expect(receipt.getByText(contains(t('transfer.row_because', { text, reason })))).toBeVisible();
  await expect(page.getByRole('main').getByText(contains(t('app.sample_data')))).toBeVisible();
});
