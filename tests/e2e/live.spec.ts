// What changes is shown without loading anything anew: told by the stream, asked for where there is none, and not at all in a hidden tab.
import { type Locator, type Page, type Request } from '@playwright/test';
import { transferByApi } from './app.ts';
import { expect, test } from './fixtures.ts';
import { contains, exactly, number, t } from './words.ts';

const arrived = { timeout: 10_000 };
const stream = '**/api/v1/events';

/** Another device sends the transfer. */
async function sendElsewhere(page: Page, id: string): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  expect((await page.request.post(`/api/v1/transfers/${id}/send-now`, { headers })).ok()).toBe(true);
}

/** Collects what a screen reader hears. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    const region = document.getElementById('live')!;
    new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { heard });
  });
  return () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

/** Goes on to another page and waits until that is told: whatever was to be said before has been said by then. */
async function leave(page: Page, heard: () => Promise<string[]>): Promise<void> {
  await page.getByRole('navigation', { name: exactly(t('nav.label')) }).locator('a[href="/settings"]').click();
  const words = contains(t('settings.title'));
  await expect.poll(async () => words.test((await heard()).at(-1) ?? '')).toBe(true);
}

const opened = (page: Page) => page.waitForResponse(response => response.url().endsWith('/api/v1/events') && response.ok());

/** Opens the page of a transfer that waits; it follows it by the stream. */
async function followed(page: Page, id: string): Promise<Locator> {
  const open = opened(page);
  await page.goto(`/transfers/${id}`);
  const main = page.getByRole('main');
  await expect(main.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
  await open;
  return main;
}

test('the page of a transfer follows it and says each state once', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const main = await followed(page, id);
  const heard = await listen(page);
  await sendElsewhere(page, id);
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
  const words = contains(t('transfer.about_credited', { amount: '', name: ledger.balance('lynkid').name }));
  await leave(page, heard);
  expect((await heard()).filter(text => words.test(text)), `${await heard()}`).toHaveLength(1);
});

test('the list of transfers follows what is on its way', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const open = opened(page);
  await page.goto('/transfers');
  const entry = page.getByRole('main').getByRole('listitem').first();
  await expect(entry).toContainText(contains(t('transfer.state_waiting')));
  await open;
  const heard = await listen(page);
  await entry.getByRole('link').focus();
  await sendElsewhere(page, id);
  await expect(entry).toContainText(contains(t('transfer.state_credited')), arrived);
  await expect(entry.getByRole('link'), 'the focus stays where it was').toBeFocused();
  const pair = t('transfer.pair', { from: ledger.balance('skyjoy').name, to: ledger.balance('lynkid').name });
  const words = `${pair}: ${t('transfer.state_credited')}`;
  await leave(page, heard);
  expect((await heard()).filter(text => text === words), `${await heard()}`).toHaveLength(1);
});

test('the wallet follows what is under way and says how it ended', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const open = opened(page);
  await page.goto('/');
  const underWay = page.getByRole('heading', { name: exactly(t('wallet.under_way')) });
  await expect(underWay).toBeVisible();
  await open;
  const heard = await listen(page);
  await sendElsewhere(page, id);
  await expect(underWay).toHaveCount(0, arrived);
  const pair = t('transfer.pair', { from: ledger.balance('skyjoy').name, to: ledger.balance('lynkid').name });
  const words = `${pair}: ${t('transfer.state_credited')}`;
  // The end is asked for once the wallet has none of it any more; who has left by then is not told.
  await expect.poll(heard).toContain(words);
  await leave(page, heard);
  expect((await heard()).filter(text => text === words), `${await heard()}`).toHaveLength(1);
});

test('the page of a membership follows what becomes of its points', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const { account, available } = ledger.balance('lynkid');
  const shows = (points: number) => expect(page.getByRole('main').getByText(contains(number(points))).first()).toBeVisible(arrived);
  const open = opened(page);
  await page.goto(`/programs/${account}`);
  await shows(available);
  await open;
  // A question that is open stays open above the page that is drawn anew.
  await page.getByRole('button', { name: exactly(t('membership.unlink')) }).click();
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  await sendElsewhere(page, id);
  await expect.poll(() => ledger.balance('lynkid').available, arrived).toBeGreaterThan(available);
  await shows(ledger.balance('lynkid').available);
  await expect(question).toBeVisible();
});

test('without a stream the page asks by itself', async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  let refused = 0;
  await page.route(stream, route => { refused += 1; return route.abort(); });
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto(`/transfers/${id}`);
  const main = page.getByRole('main');
  await expect(main.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
  await sendElsewhere(page, id);
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible({ timeout: 15_000 });
  expect(refused).toBeGreaterThan(0);
  expect(ledger.balance('skyjoy').available).toBe(before - 1_000);
});

test('each step on the way is said once', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.transfers()).toEqual([]);
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  let state = 'waiting';
  await page.route(stream, route => route.abort());
  await page.route(`**/api/v1/transfers/${id}`, async route => {
    const real = await route.fetch();
    await route.fulfill({ response: real, json: { ...await real.json(), state } });
  });
  await page.goto(`/transfers/${id}`);
  const main = page.getByRole('main');
  await expect(main.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
  const heard = await listen(page);
  const said = [t('transfer.about_sent')];
  for (state of ['debiting', 'debited', 'crediting']) {
    const label = t(`transfer.state_${state}`);
    if (state !== 'debiting') said.push(label);
    await expect(main.getByText(exactly(label))).toBeVisible(arrived);
    await expect.poll(async () => (await heard()).filter(Boolean)).toEqual(said);
  }
});

test('a hidden tab has no stream, and hears on its return what it missed', async ({ page, ledger }) => {
  const before = ledger.balance('skyjoy').available;
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const main = await followed(page, id);

  const given = page.waitForEvent('requestfailed', request => request.url().endsWith('/api/v1/events'));
  const show = (hidden: boolean) => page.evaluate(hidden => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, hidden);
  await show(true);
  await given;
  let asked = 0;
  page.on('request', request => { asked += Number(request.url().endsWith('/api/v1/events')); });
  await sendElsewhere(page, id);
  await expect.poll(() => ledger.transfers().map(({ state }) => state), arrived).toEqual(['credited']);
  const back = page.waitForRequest(request => request.url().endsWith('/api/v1/events'));
  expect(asked).toBe(0);
  await show(false);
  expect(await (await back).headerValue('last-event-id'), 'it is taken up where it was').toMatch(/^[0-9]+$/);
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
  expect(ledger.balance('skyjoy').available).toBe(before - 1_000);
});

test('of two tabs one has the stream, and the other hears it', async ({ page, context, ledger }) => {
  const make = () => transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const [held, sent, last] = [await make(), await make(), await make()];
  await followed(page, held.id);
  const other = await context.newPage();
  // It cannot ask by itself.
  await other.addInitScript(() => { Object.assign(window, { setInterval: () => 0 }); });
  const isStream = (request: Request) => request.url().endsWith('/api/v1/events');
  let asked = 0;
  other.on('request', request => { asked += Number(isStream(request)); });
  const main = other.getByRole('main');
  const waits = async (id: string) => {
    await other.goto(`/transfers/${id}`);
    await expect(main.getByText(exactly(t('transfer.state_waiting')))).toBeVisible();
    await expect.poll(() => other.evaluate(async () => (await navigator.locks.query()).pending?.length)).toBe(1);
  };
  await waits(sent.id);
  await sendElsewhere(page, sent.id);
  await expect(main.getByText(exactly(t('transfer.state_credited')))).toBeVisible(arrived);
  await waits(last.id);
  expect(asked).toBe(0);

  // Whoever is left takes it over.
  const takesOver = other.waitForRequest(isStream);
  await page.close();
  await takesOver;
  expect(ledger.transfers()).toHaveLength(3);
});
