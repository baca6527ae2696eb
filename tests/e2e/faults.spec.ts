// What goes wrong outside the app: each failure is told in words, offers a way out, and loses nothing.
import { type BrowserContext, type Page } from '@playwright/test';
import { intents, kept, settled, tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm, onAccept, onTransfer } from './transfer_form.ts';
import { approx, contains, exactly, number, t } from './words.ts';

test('a backend that is gone is told, and the page goes on when it is back', async ({ page, ownBackend }) => {
  await tryDemo(page, `${ownBackend.baseURL}/sign-in`);
  await settled(page);
  const navigation = page.getByRole('navigation', { name: exactly(t('nav.label')) });
  const main = page.getByRole('main');
  // Its skeleton has the same place and no number.
  await expect(main.locator('.hero')).toHaveText(/\d/);
  const hero = await main.locator('.hero').innerText();
  await navigation.getByRole('link').filter({ hasText: t('nav.activity') }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(t('nav.activity')));
  await settled(page);

  await ownBackend.kill();
  await navigation.getByRole('link').filter({ hasText: t('nav.wallet') }).click();
  await expect(page.getByText(exactly(t('app.offline')))).toBeVisible();
  await expect(main.locator('.stale')).toContainText(contains(t('wallet.stale', { age: '' }).replace(' .', '')));
  await expect(main.locator('.hero')).toHaveText(exactly(hero));

  await ownBackend.restart();
  await main.getByRole('button', { name: exactly(t('app.retry')) }).click();
  await expect(main.locator('.stale')).toHaveCount(0);
  await expect(main.locator('.hero')).toHaveText(exactly(hero));
});

/** A review that was confirmed without a network, and was refused for it. */
async function refusedOffline(page: Page, context: BrowserContext): Promise<TransferForm> {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await context.setOffline(true);
  await expect(page.getByText(exactly(t('app.offline')))).toBeAttached();
  await form.confirm.click();
  await expect(form.dialog.locator('.field-error')).toHaveText(exactly(t('transfer.why_offline')));
  return form;
}

test('offline the last balances stay, and nothing is sent, not even later', { tag: '@R11' }, async ({ page, context, ledger }) => {
  const available = ledger.balance('skyjoy').available;
  let accepts = 0;
  page.on('request', request => { accepts += Number(request.method() === 'PUT'); });
  const form = await refusedOffline(page, context);
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_back')) }).click();
  expect(await intents(page)).toEqual([]);

  await page.getByRole('link').filter({ hasText: t('nav.wallet') }).first().click();
  const main = page.getByRole('main');
  await expect(main.locator('.hero')).toBeVisible();
  await expect(main.getByText(exactly(t('wallet.stale', { age: t('time.just_now') })))).toBeVisible();
  await expect(page.getByText(exactly(t('app.offline')))).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText(exactly(t('app.offline')))).toHaveCount(0);
  // What was old is asked for again by itself.
  await expect(main.locator('.stale')).toHaveCount(0);
  await page.goto('/transfer');
  await settled(page);
  expect(accepts).toBe(0);
  expect(ledger.transfers()).toEqual([]);
  expect(ledger.balance('skyjoy').available).toBe(available);
});

test('what was not sent for want of a connection is confirmed by another press, while the quote stands', async ({ page, context, ledger }) => {
  const form = await refusedOffline(page, context);
  // A new quote is another way on, for what the app knows of the network may be old.
  await expect(form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(exactly(t('app.offline')))).toHaveCount(0);
  expect(ledger.transfers()).toEqual([]);
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: 4_000 }]);
});

test('a server error shows its request id and a retry that works', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  // The backend has no error to order: the answer is what it would send.
  const problem = { type: 'about:blank#internal', title: 'Internal Server Error', status: 500, detail: '', code: 'internal', request_id: 'r-4711' };
  const answer = { status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) };
  const main = page.getByRole('main');
  const failure = main.getByRole('alert').filter({ hasText: t('error.server') });
  const cases = [
    ['/', '**/api/v1/wallet', main.getByText(exactly(approx(await total(page))))],
    ['/activity', '**/api/v1/activity', main.getByRole('heading', { level: 2 }).first()],
    ['/rewards', /\/api\/v1\/rewards\?/, main.getByRole('listitem').first()],
    ['/transfers', '**/api/v1/transfers', main.getByText(contains(t('transfer.list_empty_title')))],
    ['/transfer', '**/api/v1/pairs', main.getByRole('textbox')],
    ['/link', '**/api/v1/programs', main.getByRole('listitem').first()],
    [`/rewards/${await anyReward(page)}`, /\/api\/v1\/rewards\/\d+/, main.getByRole('heading', { level: 2 }).first()],
    ['/settings', '**/api/v1/programs', main.locator('input[name=currency]').first()],
    ['/settings/devices', '**/api/v1/sessions', main.getByText(exactly(t('settings.device_current')))],
  ] as const;
  await expect.poll(() => kept(page)).toContain('skyjoy');
  for (const [path, api, there] of cases) {
    // Without a snapshot there is nothing older to show.
    await page.evaluate(() => new Promise((resolve, reject) => {
      const gone = indexedDB.deleteDatabase('gom');
      [gone.onsuccess, gone.onerror] = [resolve, reject];
    }));
    await page.route(api, route => route.fulfill(answer));
    await page.goto(path);
    await expect(failure, path).toContainText(contains(t('error.request_id', { id: 'r-4711' })));
    await expect(there, path).toHaveCount(0);
    await page.unroute(api);
    await failure.getByRole('button', { name: exactly(t('app.retry')) }).click();
    await expect(there, path).toBeVisible();
    await expect(failure, path).toHaveCount(0);
  }
});

async function anyReward(page: Page): Promise<number> {
  const rewards = await (await page.request.get('/api/v1/rewards?limit=1')).json();
  return rewards.items[0].id;
}

async function total(page: Page) {
  return (await page.request.get('/api/v1/wallet')).json().then(wallet => wallet.total);
}

test('an address that leads nowhere says so and leads home', async ({ page, ledger }) => {
  const main = page.getByRole('main');
  for (const [path, words] of [
    ['/nowhere', t('not_found.title')],
    ['/programs/0190a6b0-0000-7000-8000-000000000000', t('membership.not_found')],
    ['/transfers/0190a6b0-0000-4000-8000-000000000000', t('transfer.not_found')],
    ['/rewards/4294967295', t('rewards.not_found')],
  ] as const) {
    await page.goto(path);
    await expect(main.getByText(exactly(words)), path).toBeVisible();
    await expect(main.getByRole('heading', { level: 1 }), path).toHaveCount(1);
    await expect(main.getByRole('link').first(), path).toBeVisible();
  }
  await page.goto('/nowhere');
  await main.getByRole('link', { name: exactly(t('not_found.home')) }).click();
  await expect(page).toHaveURL('/');
  expect(ledger.balances()).toHaveLength(7);
});

test('a program of another member is not there', async ({ page, browser, baseURL, ledger }) => {
  const other = await browser.newContext({ baseURL });
  const stranger = await other.newPage();
  await tryDemo(stranger);
  await stranger.goto(`/programs/${ledger.balance('skyjoy').account}`);
  await expect(stranger.getByRole('main').getByText(exactly(t('membership.not_found')))).toBeVisible();
  await other.close();
  await page.goto(`/programs/${ledger.balance('skyjoy').account}`);
  await expect(page.getByRole('main').getByText(contains(number(ledger.balance('skyjoy').available))).first()).toBeVisible();
});

test('a session that ended asks to sign in and keeps what is unfinished', async ({ page, context, ledger }) => {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await onAccept(page, async route => {
    await route.fetch();
    await route.abort();
  });
  await form.confirm.click();
  const check = form.dialog.getByRole('button', { name: exactly(t('transfer.check')) });
  await expect(check).toBeVisible();
  const cookies = await context.cookies();
  await context.clearCookies();
  await check.click();
  await expect(page).toHaveURL(/\/sign-in\?back=/);
  await expect(page.getByText(exactly(t('session.expired')))).toBeVisible();
  expect(await intents(page)).toHaveLength(1);

  // The same member signs in again.
  await context.unrouteAll();
  await context.addCookies(cookies);
  await page.goto('/transfer');
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: 4_000 }]);
  await expect.poll(() => intents(page)).toEqual([]);
});

test('who signs out leaves nothing for the next member', async ({ page, ledger }) => {
  const accounts = ledger.balances().map(({ account }) => account);
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await onAccept(page, route => route.abort());
  await form.confirm.click();
  await expect(form.dialog.getByRole('button', { name: exactly(t('transfer.check')) })).toBeVisible();
  expect(await intents(page)).toHaveLength(1);
  const mine = [...accounts, await page.evaluate(() => localStorage.getItem('gom.member'))];
  for (const trace of mine) expect(await kept(page)).toContain(trace);

  await page.goto('/settings');
  await page.getByRole('button', { name: exactly(t('settings.sign_out')) }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await intents(page)).toEqual([]);
  for (const trace of mine) expect(await kept(page)).not.toContain(trace);
  await tryDemo(page);
  await expect(page).toHaveURL('/');
  await settled(page);
  const main = page.getByRole('main');
  const links = await main.getByRole('link').evaluateAll(links => links.map(link => link.getAttribute('href')));
  expect(links.filter(link => link?.startsWith('/programs/'))).not.toHaveLength(0);
  expect(links.filter(link => accounts.some(account => link === `/programs/${account}`))).toEqual([]);
  for (const trace of mine) expect(await kept(page)).not.toContain(trace);
  expect(ledger.transfers()).toEqual([]);
});

test('a wallet that arrives after signing out belongs to nobody', async ({ page, ledger }) => {
  const accounts = ledger.balances().map(({ account }) => account);
  await settled(page);
  const main = page.getByRole('main');
  const navigation = page.getByRole('navigation', { name: exactly(t('nav.label')) });
  await navigation.locator('a[href="/settings"]').click();
  await settled(page);
  // The first question is answered when the next member is here already.
  let release = () => {};
  const held = new Promise<void>(resolve => { release = resolve; });
  let answered = () => {};
  const asked = new Promise<void>(resolve => { answered = resolve; });
  await page.route('**/api/v1/wallet', async route => {
    const answer = await route.fetch();
    answered();
    await held;
    await route.fulfill({ response: answer });
  }, { times: 1 });
  await navigation.locator('a[href="/"]').click();
  await asked;
  await navigation.locator('a[href="/settings"]').click();
  await main.getByRole('button', { name: exactly(t('settings.sign_out')) }).click();
  await main.getByRole('button', { name: exactly(t('session.demo')) }).click();
  await expect(page).toHaveURL('/');
  await settled(page);
  const links = () => main.locator('a[href^="/programs/"]').evaluateAll(links => links.map(link => link.getAttribute('href')!.split('/').at(-1)!));
  await expect.poll(async () => (await links()).length).toBeGreaterThan(0);
  const late = page.waitForResponse('**/api/v1/wallet');
  release();
  await (await late).finished();
  // A change of page draws whatever is known now.
  await navigation.locator('a[href="/settings"]').click();
  await settled(page);
  await navigation.locator('a[href="/"]').click();
  await settled(page);
  expect((await links()).filter(id => accounts.includes(id))).toEqual([]);
  const left = await kept(page);
  for (const account of accounts) expect(left).not.toContain(account);
});

test('tabs follow who signs out and who signs in', async ({ page, context, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  await settled(page);
  const other = await context.newPage();
  await other.goto('/');
  await settled(other);
  let loads = 0;
  page.on('load', () => { loads += 1; });
  await page.goto('/settings');
  await settled(page);
  loads = 0;
  await page.getByRole('button', { name: exactly(t('settings.sign_out')) }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(other).toHaveURL(/\/sign-in/);
  await other.getByRole('button', { name: exactly(t('session.demo')) }).click();
  await expect(other).toHaveURL('/');
  await settled(other);
  // It was signed out here, so it is the page that changes by itself.
  await expect(page).toHaveURL('/');
  await settled(page);
  await expect.poll(() => loads).toBe(1);
  await page.getByRole('navigation', { name: exactly(t('nav.label')) }).locator('a[href="/activity"]').click();
  await settled(page);
  expect(loads, 'it changed once').toBe(1);
});
