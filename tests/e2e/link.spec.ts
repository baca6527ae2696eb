// Linking a program by its number and a code, and taking it out of the wallet again; the database is what counts.
import { type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { settled, transferByApi } from './app.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { codeField, freshPhone, otherThan, shownCode, signIn, sql } from './member.ts';
import { contains, exactly, number, t } from './words.ts';

const alert = (page: Page) => page.getByRole('main').getByRole('alert');
const membershipNumber = () => `VN-${randomInt(10_000_000, 100_000_000)}`;

/** From the list to the code of a program's number. */
async function askProgram(page: Page, program: string, typed: string): Promise<string> {
  await page.goto('/link');
  await page.getByRole('main').getByRole('link').filter({ hasText: program }).click();
  const field = page.getByLabel(exactly(t('link.number')));
  await expect(field).toBeFocused();
  await field.fill(typed);
  await page.getByRole('button', { name: exactly(t('link.go')) }).click();
  return shownCode(page);
}

const linked = `SELECT a.program_id, a.number, m.unlinked_at FROM memberships m JOIN accounts a ON a.id = m.account_id
  JOIN members p ON p.id = m.member_id WHERE p.phone = ?`;

test('a program is linked from an empty wallet, and taken out again', async ({ page, backend }) => {
  const { typed, stored } = freshPhone();
  await signIn(page, typed);
  await page.getByRole('main').getByRole('link', { name: exactly(t('link.title')) }).click();
  await expect(page).toHaveTitle(`${t('link.title')} · ${t('app.name')}`);
  await settled(page);
  expect(await findings(page)).toEqual([]);
  const card = membershipNumber();
  const code = await askProgram(page, 'Lotusmiles', card);
  await expect(page).toHaveTitle(`${t('session.code_title')} · ${t('app.name')}`);
  expect(await findings(page)).toEqual([]);
  await codeField(page).fill(otherThan(code));
  await expect(alert(page)).toHaveText(exactly(t('code.wrong_other', { n: '4' })));
  expect(sql(backend.databasePath, linked, stored)).toEqual([]);
  await codeField(page).fill(code);
  await expect(page).toHaveURL(/\/programs\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lotusmiles');
  // Its balance is another system's: the page says whose and how old.
  await expect(page.getByText(contains(t('membership.mirrored', { name: 'Lotusmiles', age: '', source: '' }).split('.')[0]!))).toBeVisible();
  const bare = card.replace('-', '');
  expect(sql(backend.databasePath, linked, stored)).toEqual([{ program_id: 'lotusmiles', number: bare, unlinked_at: null }]);

  await page.getByRole('button', { name: exactly(t('membership.unlink')) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: exactly(t('membership.unlink_back')) })).toBeFocused();
  await expect(dialog).toContainText(contains(bare));
  await dialog.getByRole('button', { name: exactly(t('membership.unlink')) }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('wallet.start_title')));
  expect(sql(backend.databasePath, linked, stored)[0]!.unlinked_at).not.toBeNull();
});

test('a number of another member, and one that is none, are refused in words', async ({ page, ledger, browser, baseURL }) => {
  const { number: taken } = await page.request.get('/api/v1/wallet').then(answer => answer.json())
    .then(wallet => wallet.memberships.find((m: { program: { id: string } }) => m.program.id === 'skyjoy'));
  const other = await browser.newContext({ baseURL, locale: 'vi-VN' });
  const stranger = await other.newPage();
  await signIn(stranger, freshPhone().typed);
  await stranger.goto('/link?program=skyjoy');
  const field = stranger.getByLabel(exactly(t('link.number')));
  const go = stranger.getByRole('button', { name: exactly(t('link.go')) });
  for (const wrong of ['', '123', 'số thẻ']) {
    await field.fill(wrong);
    await go.click();
    await expect(alert(stranger), wrong).toHaveText(exactly(t('link.number_bad')));
    await expect(alert(stranger)).toBeFocused();
  }
  await field.fill(taken);
  await go.click();
  await codeField(stranger).fill(await shownCode(stranger));
  await expect(alert(stranger)).toHaveText(exactly(t('link.taken')));
  await other.close();
  expect(ledger.balances()).toHaveLength(7);
});

test('programs in the wallet are marked and lead to their pages', async ({ page, ledger }) => {
  await settled(page);
  await page.getByRole('main').getByRole('link', { name: exactly(t('wallet.add_long')) }).click();
  await expect(page).toHaveURL('/link');
  const mine = page.getByRole('main').getByRole('link').filter({ hasText: t('link.already') });
  await expect(mine).toHaveCount(7);
  const { account, available } = ledger.balance('skyjoy');
  await mine.filter({ hasText: 'SkyJoy' }).click();
  await expect(page).toHaveURL(`/programs/${account}`);
  await expect(page.getByText(contains(number(available))).first()).toBeVisible();
});

test('a program with a transfer under way stays linked', async ({ page, ledger }) => {
  await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  await page.goto(`/programs/${ledger.balance('skyjoy').account}`);
  await page.getByRole('button', { name: exactly(t('membership.unlink')) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: exactly(t('membership.unlink')) }).click();
  await expect(dialog.getByRole('alert')).toHaveText(exactly(t('membership.unlink_open')));
  expect(ledger.balances()).toHaveLength(7);
});

test('a new member has nothing to move or look back on, and each page leads on', async ({ page }) => {
  await signIn(page, freshPhone().typed);
  for (const path of ['/transfer', '/activity']) {
    await page.goto(path);
    await settled(page);
    await page.getByRole('main').getByRole('link', { name: exactly(t('link.title')) }).click();
    await expect(page, path).toHaveURL('/link');
  }
  await page.goto('/rewards');
  await settled(page);
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
});
