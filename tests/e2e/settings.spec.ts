// What a member decides about themselves: name, hidden amounts, devices, their data, leaving.
import { type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { intents, settled, transferByApi, tryDemo } from './app.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { freshPhone, letWait, signIn, sql } from './member.ts';
import { TransferForm, onAccept } from './transfer_form.ts';
import { type Language, contains, exactly, number, t, texts } from './words.ts';

const button = (page: Page, key: string) => page.getByRole('button', { name: exactly(t(key)) });

test('a name is changed, kept, and refused when it is none', async ({ page, backend }) => {
  const { typed, stored } = freshPhone();
  await signIn(page, typed);
  await page.goto('/settings');
  await expect(page.getByText(exactly(t('settings.name_none')))).toBeVisible();
  await button(page, 'settings.name_edit').click();
  const field = page.getByLabel(exactly(t('settings.name')));
  await expect(field).toBeFocused();
  await field.fill('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(exactly(t('settings.name_bad')));
  await field.fill('Đỗ Thị Ánh');
  await page.keyboard.press('Enter');
  await expect(page.locator('.who-name')).toHaveText('Đỗ Thị Ánh');
  await expect(button(page, 'settings.name_edit')).toBeFocused();
  expect(sql(backend.databasePath, 'SELECT name FROM members WHERE phone = ?', stored)).toEqual([{ name: 'Đỗ Thị Ánh' }]);
});

test('hidden amounts are nowhere, and stay hidden after a reload', async ({ page, ledger }) => {
  await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto('/');
  await settled(page);
  const balances = ledger.balances();
  const [first] = balances;
  const hide = button(page, 'wallet.hide');
  await hide.click();
  await expect(hide).toHaveAttribute('aria-pressed', 'true');
  await expect(hide).toBeFocused();
  for (const path of ['/', `/programs/${first!.account}`, '/activity', '/transfer', '/transfers']) {
    await page.goto(path);
    await settled(page);
    const main = page.getByRole('main');
    await expect(main.getByText(exactly(t('wallet.hidden'))).first()).toBeAttached();
    const shown = await main.innerText();
    for (const { available, name } of balances) expect(shown, `${path}: ${name}`).not.toContain(number(available));
    expect(await findings(page), path).toEqual([]);
  }
  await page.goto('/settings');
  const choice = page.getByRole('switch', { name: exactly(t('settings.amounts')) });
  await expect(choice).toBeChecked();
  await choice.uncheck();
  await page.goto('/');
  await expect(page.getByRole('main').getByText(contains(number(first!.available))).first()).toBeVisible();
});

test('amounts are hidden for a visit where nothing can be kept', async ({ page, ledger }) => {
  const [first] = ledger.balances();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new Error('switched off'); } });
  });
  await page.reload();
  await settled(page);
  const amount = page.getByRole('main').getByText(contains(number(first!.available)));
  await expect(amount.first()).toBeVisible();
  await button(page, 'wallet.hide').click();
  await expect(amount).toHaveCount(0);
});

test('a sign-in elsewhere is told, and either device can be ended', async ({ page, browser, backend, baseURL }) => {
  const { typed } = freshPhone();
  await signIn(page, typed);
  letWait(backend.databasePath);
  const other = await browser.newContext({ baseURL, locale: 'vi-VN' });
  const second = await other.newPage();
  await signIn(second, typed, { isNew: false });

  await page.goto('/');
  const notice = page.getByRole('status').filter({ hasText: t('wallet.device_mine') });
  await expect(notice).toContainText(contains('Chrome'));
  await notice.getByRole('button', { name: exactly(t('wallet.device_mine')) }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('wallet.start_title')));
  await expect(notice).toHaveCount(0);

  await page.goto('/settings/devices');
  const rows = page.locator('.device-list').getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(contains(t('settings.device_current')));
  expect(await findings(page)).toEqual([]);
  await rows.nth(1).getByRole('button').click();
  await expect(rows).toHaveCount(1);
  await second.goto('/');
  await expect(second).toHaveURL(/sign-in/);
  await other.close();
});

test('signing out everywhere ends every session', async ({ page, browser, backend, baseURL }) => {
  const { typed, stored } = freshPhone();
  await signIn(page, typed);
  letWait(backend.databasePath);
  const other = await browser.newContext({ baseURL, locale: 'vi-VN' });
  const second = await other.newPage();
  await signIn(second, typed, { isNew: false });

  await page.goto('/settings/devices');
  await button(page, 'settings.everywhere').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: exactly(t('settings.everywhere_back')) })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(page, 'settings.everywhere')).toBeFocused();
  await button(page, 'settings.everywhere').click();
  await dialog.getByRole('button', { name: exactly(t('settings.everywhere')) }).click();
  await expect(page).toHaveURL('/sign-in');
  await second.goto('/');
  await expect(second).toHaveURL(/sign-in/);
  const live = 'SELECT s.id FROM sessions s JOIN members m ON m.id = s.member_id WHERE m.phone = ? AND s.ended_at IS NULL';
  expect(sql(backend.databasePath, live, stored)).toEqual([]);
  await other.close();
});

test('the download has everything about the member', async ({ page, ledger, backend }) => {
  await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto('/settings');
  const download = page.waitForEvent('download');
  await button(page, 'settings.export').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^gom-\d{4}-\d\d-\d\d\.json$/);
  const data = JSON.parse(readFileSync(await file.path(), 'utf8'));
  const [member] = sql(backend.databasePath, 'SELECT name, mark FROM members WHERE id = ?', ledger.member);
  expect(data.me).toMatchObject(member!);
  const owned = 'SELECT a.number FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.member_id = ? AND m.unlinked_at IS NULL';
  const numbers = sql(backend.databasePath, owned, ledger.member).map(({ number }) => number);
  expect(data.memberships.map((detail: { membership: { number: string } }) => detail.membership.number).sort()).toEqual(numbers.sort());
  expect(data.transfers.map(({ id }: { id: string }) => id)).toEqual(ledger.transfers().map(({ id }) => id));
  expect(data.sessions).toHaveLength(1);
  expect(data.activity.length).toBeGreaterThan(0);
});

test('a closed account is gone, and its number is a new one', async ({ page, backend }) => {
  const { typed, stored } = freshPhone();
  await signIn(page, typed);
  const [member] = sql(backend.databasePath, 'SELECT id FROM members WHERE phone = ?', stored);
  await page.goto('/settings');
  await button(page, 'settings.close').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: exactly(t('settings.close_back')) })).toBeFocused();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: exactly(t('settings.close')) }).click();
  await expect(dialog.getByRole('alert')).toHaveText(exactly(t('settings.close_agree_first')));
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: exactly(t('settings.close')) }).click();
  await expect(page).toHaveURL('/goodbye');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('session.goodbye_title')));
  const [row] = sql(backend.databasePath, 'SELECT name, phone, closed_at FROM members WHERE id = ?', member!.id);
  expect(row).toMatchObject({ name: '', phone: null });
  expect(row!.closed_at).not.toBeNull();

  letWait(backend.databasePath);
  await page.getByRole('main').getByRole('link').click();
  await signIn(page, typed);
  const again = sql(backend.databasePath, 'SELECT id FROM members WHERE phone = ?', stored);
  expect(again).not.toEqual([member]);
});

test('an account with a transfer under way is not closed', async ({ page, ledger }) => {
  await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto('/settings');
  await button(page, 'settings.close').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: exactly(t('settings.close')) }).click();
  await expect(dialog.getByRole('alert')).toHaveText(exactly(t('settings.close_open')));
  expect(ledger.balances()).toHaveLength(7);
});

/** A confirmation whose outcome this device does not know. */
async function unfinished(page: Page): Promise<void> {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(4_000);
  await onAccept(page, route => route.abort());
  await form.confirm.click();
  await expect(form.dialog.getByRole('button', { name: exactly(t('transfer.check')) })).toBeVisible();
}

test('signing out asks the server for what is unfinished, so that nothing comes of it later', async ({ page, ledger, backend }) => {
  await unfinished(page);
  await page.goto('/settings');
  await button(page, 'settings.sign_out').click();
  await expect(page).toHaveURL('/sign-in');
  expect(await intents(page)).toEqual([]);
  expect(sql(backend.databasePath, 'SELECT let_go, used_by FROM quotes WHERE member_id = ?', ledger.member)).toEqual([{ let_go: 1, used_by: null }]);
  expect(ledger.transfers()).toEqual([]);
});

for (const [path, key] of [['/settings', 'settings.sign_out'], ['/settings/devices', 'settings.everywhere']] as const) {
  test(`${key} without an answer says first what it forgets`, async ({ page, ledger }) => {
    await unfinished(page);
    await page.route('**/api/v1/quotes/*', route => route.abort());
    await page.goto(path);
    await button(page, key).click();
    const place = key === 'settings.everywhere' ? page.getByRole('dialog') : page.getByRole('main');
    const go = place.getByRole('button', { name: exactly(t(key)) });
    if (key === 'settings.everywhere') await go.click();
    await expect(place.locator('.notice')).toHaveText(exactly(t('settings.sign_out_unfinished_other', { n: '1' })));
    expect(await intents(page)).toHaveLength(1);
    await go.click();
    await expect(page).toHaveURL('/sign-in');
    expect(await intents(page)).toEqual([]);
    expect(ledger.transfers()).toEqual([]);
  });
}

test('who signs out and in begins at the start', async ({ page, ledger }) => {
  await page.goto('/settings');
  await button(page, 'settings.sign_out').click();
  await expect(page).toHaveURL('/sign-in');
  await tryDemo(page, page.url());
  await expect(page).toHaveURL('/');
  expect(ledger.transfers()).toEqual([]);
});

for (const language of ['vi', 'en', 'ru'] as Language[]) {
  test(`the documents can be read signed out, ${language}`, async ({ page }) => {
    const words = texts(language);
    const legal = JSON.parse(readFileSync(`locales/legal/${language}.json`, 'utf8'));
    await page.addInitScript(language => localStorage.setItem('gom.lang', language), language);
    for (const [path, name] of [['/terms', 'terms'], ['/privacy', 'privacy']] as const) {
      await page.goto(path);
      const main = page.getByRole('main');
      await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly(t(`legal.${name}`, {}, words)));
      await expect(main.getByRole('heading', { level: 2 })).toHaveText(legal[name].sections.map((section: { heading: string }) => exactly(section.heading)));
      await expect(main.getByRole('link', { name: exactly(t('session.title', {}, words)) })).toBeVisible();
    }
  });
}
