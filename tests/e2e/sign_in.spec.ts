// Signing in by phone number and code: every way through it, and everything that can be in the way.
import { type Page } from '@playwright/test';
import { settled } from './app.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { agree, askForCode, codeField, freshPhone, letWait, otherThan, shownCode, signIn, sql } from './member.ts';
import { type Language, contains, exactly, t, texts } from './words.ts';

const phoneField = (page: Page) => page.getByLabel(exactly(t('session.phone')));
const send = (page: Page) => page.getByRole('button', { name: exactly(t('session.phone_go')) });
const alert = (page: Page) => page.getByRole('main').getByRole('alert');

for (const language of ['vi', 'en', 'ru'] as Language[]) {
  test(`a new number agrees and finds an empty wallet, ${language}`, async ({ page, backend }) => {
    const words = texts(language);
    const { typed, stored } = freshPhone();
    await page.addInitScript(language => localStorage.setItem('gom.lang', language), language);
    await page.goto('/');
    await expect(page).toHaveURL(/sign-in/);
    await signIn(page, typed, { words });
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('heading', { level: 1, name: exactly(t('wallet.start_title', {}, words)) })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: exactly(t('link.title', {}, words)) })).toBeVisible();

    const [member] = sql(backend.databasePath, 'SELECT id, language, zone FROM members WHERE phone = ?', stored);
    expect(member).toMatchObject({ language, zone: 'Asia/Ho_Chi_Minh' });
    const consents = sql(backend.databasePath, 'SELECT document FROM consents WHERE member_id = ? ORDER BY document', member!.id);
    expect(consents.map(({ document }) => document)).toEqual(['privacy', 'terms']);
  });
}

test('the wallet is shown from its top, wherever the button that signed in was', async ({ page }) => {
  const scrolled = () => page.evaluate(() => scrollY);
  await page.setViewportSize({ width: 390, height: 300 });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: exactly(t('session.demo')) }).scrollIntoViewIfNeeded();
  await expect.poll(scrolled).toBeGreaterThan(0);
  await page.getByRole('button', { name: exactly(t('session.demo')) }).click();
  await expect(page).toHaveURL('/');
  await settled(page);
  await expect.poll(scrolled).toBe(0);
});

test('a number that cannot be one is told above the field and never sent', async ({ page }) => {
  let asked = 0;
  page.on('request', request => { asked += Number(request.url().endsWith('/session/code')); });
  await page.goto('/sign-in');
  for (const [typed, key] of [
    ['', 'session.phone_empty'],
    ['0912', 'session.phone_malformed'],
    ['not a number', 'session.phone_malformed'],
    ['+7 912 345 67 89', 'session.phone_foreign'],
  ] as const) {
    await phoneField(page).fill(typed);
    await send(page).click();
    await expect(alert(page), typed).toHaveText(exactly(t(key)));
    await expect(alert(page), typed).toBeFocused();
    await expect(phoneField(page)).toHaveAttribute('aria-invalid', 'true');
    expect(await findings(page), typed).toEqual([]);
  }
  // The sentence leads to the field.
  await alert(page).getByRole('link').click();
  await expect(phoneField(page)).toBeFocused();
  expect(asked).toBe(0);
});

test('a number is taken as people write it', async ({ page, backend }) => {
  const { typed, stored } = freshPhone();
  await page.goto('/sign-in');
  await askForCode(page, `+84 (0)${typed.slice(1, 4)}-${typed.slice(4, 7)}.${typed.slice(7)}`);
  const [code] = sql(backend.databasePath, 'SELECT target FROM codes WHERE target = ?', stored);
  expect(code).toEqual({ target: stored });
});

test('a wrong code says how many tries are left, and the fifth ends it', async ({ page }) => {
  const { typed } = freshPhone();
  await page.goto('/sign-in');
  const code = await askForCode(page, typed);
  for (const left of ['4', '3', '2', '1']) {
    await codeField(page).fill(otherThan(code));
    await expect(alert(page)).toHaveText(exactly(t('code.wrong_other', { n: left })));
    await expect(alert(page)).toBeFocused();
    await expect(codeField(page)).toHaveValue('');
  }
  await codeField(page).fill(otherThan(code));
  await expect(alert(page)).toHaveText(exactly(t('code.locked_short')));
  await expect(page.getByText(contains(t('code.until', { time: '' }).replace('.', '')))).toHaveCount(0);
  await expect(page.getByRole('button', { name: exactly(t('code.go')) })).toBeDisabled();
  // The right one comes too late, and when another may be asked for stands there.
  const answer = page.waitForResponse(response => response.url().endsWith('/api/v1/session'));
  await codeField(page).fill(code);
  expect((await answer).ok()).toBe(false);
  await expect(codeField(page)).toHaveValue('');
  await expect(page.getByText(contains(t('code.resend_in', { time: '' }).trim()))).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test('part of a code is not sent, and a pasted message is read', async ({ page }) => {
  const { typed } = freshPhone();
  await page.goto('/sign-in');
  const code = await askForCode(page, typed);
  await codeField(page).fill('12 3');
  await page.keyboard.press('Enter');
  await expect(alert(page)).toHaveText(exactly(t('code.incomplete')));
  await codeField(page).fill(`Gom: ${code} (5')`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('session.consent_title')));
});

test('a code that is over is asked for again without typing the number again', async ({ page, backend }) => {
  await page.clock.install();
  const { typed, stored } = freshPhone();
  await page.goto('/sign-in');
  const code = await askForCode(page, typed);
  sql(backend.databasePath, 'UPDATE codes SET expires_at = 0 WHERE target = ?', stored);
  await codeField(page).fill(code);
  await expect(alert(page)).toHaveText(exactly(t('code.expired')));
  letWait(backend.databasePath);
  await page.clock.runFor(31_000);
  await page.getByRole('button', { name: exactly(t('code.resend')) }).click();
  await expect(page.locator('#live')).toHaveText(exactly(t('code.resent')));
  await codeField(page).fill(await shownCode(page));
  await agree(page);
  await expect(page).toHaveURL('/');
});

test('without the tick there is no account, with it the same code opens one', async ({ page, backend }) => {
  const { typed, stored } = freshPhone();
  await page.goto('/sign-in');
  await codeField(page).fill(await askForCode(page, typed));
  const box = page.getByRole('checkbox');
  await expect(box).toBeFocused();
  await expect(page).toHaveTitle(`${t('session.consent_title')} · ${t('app.name')}`);
  for (const name of [t('legal.terms'), t('legal.privacy')]) {
    await expect(page.getByRole('link', { name: contains(name) })).toHaveAttribute('target', '_blank');
  }
  await page.getByRole('button', { name: exactly(t('session.consent_go')) }).click();
  await expect(alert(page)).toHaveText(exactly(t('code.no_consent')));
  expect(sql(backend.databasePath, 'SELECT id FROM members WHERE phone = ?', stored)).toEqual([]);
  expect(await findings(page)).toEqual([]);
  await agree(page);
  await expect(page).toHaveURL('/');
  expect(sql(backend.databasePath, 'SELECT id FROM members WHERE phone = ?', stored)).toHaveLength(1);
});

test('a known number comes back to the page it asked for, without agreeing again', async ({ page, context, backend }) => {
  const { typed } = freshPhone();
  await signIn(page, typed);
  await context.clearCookies();
  letWait(backend.databasePath);
  await page.goto('/activity');
  await expect(page).toHaveURL('/sign-in?back=%2Factivity');
  await signIn(page, typed, { isNew: false });
  await expect(page).toHaveURL('/activity');
  await settled(page);
});

test('all of it works by keyboard, and each step is named', async ({ page }) => {
  const { typed } = freshPhone();
  await page.goto('/sign-in');
  await expect(page).toHaveTitle(`${t('session.title')} · ${t('app.name')}`);
  await phoneField(page).focus();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  const code = await shownCode(page);
  await expect(page).toHaveTitle(`${t('session.code_title')} · ${t('app.name')}`);
  await expect(page.locator('#live')).toHaveText(exactly(t('session.code_title')));
  await page.keyboard.type(code);
  await expect(page.getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
});

test('another number can be given, and the one before still has its code', async ({ page }) => {
  const { typed } = freshPhone();
  await page.goto('/sign-in');
  const code = await askForCode(page, typed);
  await page.getByRole('button', { name: exactly(t('session.change')) }).click();
  await expect(phoneField(page)).toBeFocused();
  await expect(phoneField(page)).toHaveValue(typed);
  await send(page).click();
  expect(await shownCode(page)).toBe(code);
});

test('offline and broken servers are told, and the number stays', async ({ page, context }) => {
  const { typed } = freshPhone();
  await page.goto('/sign-in');
  await phoneField(page).fill(typed);
  await context.setOffline(true);
  await send(page).click();
  await expect(alert(page)).toHaveText(exactly(t('error.offline')));
  await context.setOffline(false);
  const problem = { type: 'about:blank#internal', title: '', status: 500, detail: '', code: 'internal', request_id: 'r-4711' };
  await page.route('**/session/code', route => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  await send(page).click();
  await expect(alert(page)).toHaveText(exactly(`${t('error.server_change')} ${t('error.request_id', { id: 'r-4711' })}`));
  const unsent = { ...problem, status: 503, code: 'code_not_sent' };
  await page.unroute('**/session/code');
  await page.route('**/session/code', route => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(unsent) }));
  await send(page).click();
  await expect(alert(page)).toHaveText(exactly(t('code.not_sent')));
  await page.unroute('**/session/code');
  await send(page).click();
  await shownCode(page);
});
