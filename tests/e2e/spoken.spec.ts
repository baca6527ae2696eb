// The whole transfer for ears, and for who needs time, in every language: each change is said once, and an end is told before it comes.
import { isQuote } from './app.ts';
import { listen } from './catalog.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onTransfer } from './transfer_form.ts';
import { type Language, contains, exactly, t, texts } from './words.ts';

const arrived = { timeout: 10_000 };
const languages: Language[] = ['vi', 'en', 'ru'];

for (const language of languages) {
  const words = texts(language);
  const text = (key: string, values: Record<string, string> = {}) => t(key, values, words);
  /** A text with any value in one of its places. */
  const around = (key: string, place: string, values: Record<string, string> = {}) => {
    const parts = text(key, { ...values, [place]: '@' }).split('@');
    return contains(parts.sort((one, other) => other.length - one.length)[0]!.trim());
  };

  test(`each change of a transfer is said once in ${language}`, async ({ page, ledger }) => {
    const heard = await listen(page);
    await page.evaluate(language => localStorage.setItem('gom.lang', language), language);
    const form = new TransferForm(page, words);
    await form.open('skyjoy', 'lynkid');
    await form.review(4_000);
    await form.confirm.click();
    await expect(page).toHaveURL(onTransfer);
    const main = page.getByRole('main');
    await expect(main.getByText(exactly(text('transfer.state_waiting')))).toBeVisible();
    await main.getByRole('button', { name: exactly(text('transfer.send_now')) }).click();
    await expect(main.getByText(exactly(text('transfer.state_credited')))).toBeVisible(arrived);
    const name = ledger.balance('lynkid').name;
    const credited = around('transfer.about_credited', 'amount', { name });
    // What is said waits its turn, so that the next page's title comes after everything that this one had to say.
    await main.getByRole('link', { name: exactly(text('transfer.history')) }).click();
    await expect.poll(async () => (await heard()).at(-1)).toMatch(contains(text('page.transfers')));
    // What the form had to say may still have waited its turn when it was confirmed.
    const all = (await heard()).filter(Boolean);
    expect(all).toContain(text('transfer.sending'));
    const said = all.slice(all.indexOf(text('transfer.sending')));
    expect(said.filter((one, place) => said.indexOf(one) !== place), `${said.join(' | ')}`).toEqual([]);
    expect(said.filter(one => credited.test(one))).toHaveLength(1);
    expect(said.at(-2)).toMatch(credited);
  });

  test(`the end of a quote is told in time and renewed without typing in ${language}`, async ({ page, ledger }) => {
    const heard = await listen(page);
    await page.evaluate(language => localStorage.setItem('gom.lang', language), language);
    await page.clock.install();
    const form = new TransferForm(page, words);
    await form.open('skyjoy', 'lynkid');
    await form.review(4_000);
    await page.clock.pauseAt(Date.now() + 5_000);
    const soon = around('transfer.review_soon', 'time');
    await page.clock.fastForward('04:16');
    expect((await heard()).filter(said => soon.test(said))).toEqual([]);
    // Twenty-five seconds before the end.
    await page.clock.fastForward('00:15');
    await expect.poll(async () => (await heard()).filter(said => soon.test(said)).length).toBe(1);
    const renew = form.dialog.getByRole('button', { name: exactly(text('transfer.review_new')) });
    await renew.focus();
    await expect(form.confirm).toBeVisible();
    await page.clock.fastForward('00:26');
    await expect(form.dialog.getByRole('alert')).toHaveText(exactly(text('transfer.review_over')));
    await expect(renew).toBeFocused();
    await expect(renew).toHaveClass(/primary/);
    const quoted = page.waitForResponse(isQuote);
    await renew.click();
    expect((await (await quoted).json()).outcome.amount).toBe(4_000);
    await form.confirm.click();
    await expect(page).toHaveURL(onTransfer);
    expect(ledger.transfers()).toMatchObject([{ amount: 4_000 }]);
  });
}

test('a confirmation is one request, whose answer is shown without another', async ({ page, context, ledger }) => {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  // Whatever else the page asks for from now on gets no answer.
  const asked: string[] = [];
  await context.route('**/api/v1/**', route => {
    asked.push(route.request().method());
    return route.request().method() === 'PUT' ? route.continue() : undefined;
  });
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 100, downloadThroughput: -1, uploadThroughput: -1 });
  await page.evaluate(() => addEventListener('click', () => performance.mark('clicked'), { capture: true, once: true }));
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  await expect(page.getByRole('main').getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
  const took = () => page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return at('gom:confirmed') - at('clicked');
  });
  await expect.poll(took).toBeGreaterThan(0);
  expect(asked.filter(method => method === 'PUT' || method === 'OPTIONS')).toEqual(['PUT']);
  expect(ledger.transfers()).toHaveLength(1);
  console.log(`confirmed ${Math.round(await took())} ms after the press, 100 ms away from the server`);
});
