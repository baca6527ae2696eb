// A day with Gom: a stranger signs in by code, links a program, looks around, and leaves without a trace.
import { readFileSync } from 'node:fs';
import { kept, settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { nextDay } from './ledger.ts';
import { agree, askForCode, startLink, typeCode } from './signing_in.ts';
import { contains, exactly, t, texts } from './words.ts';

test('a stranger comes, links, looks, speaks another language, and closes the account', async ({ page, backend }, { project }) => {
  test.setTimeout(120_000);
  const main = page.getByRole('main');
  const phone = project.name === 'phone' ? '0912 777 001' : '0912 777 002';

  const { demo_code } = await askForCode(page, phone);
  await typeCode(page, demo_code!);
  await agree(page);
  await expect(page).toHaveURL('/');
  await settled(page);
  // An empty wallet says what to do first.
  await main.getByRole('link', { name: exactly(t('link.title')) }).first().click();
  await expect(page).toHaveURL('/link');
  await settled(page);
  const program = main.getByRole('link').filter({ hasText: 'LynkiD' });
  await expect(program).toHaveAttribute('href', '/link?program=lynkid');

  const started = await startLink(page, 'lynkid', `STRANGER${phone.slice(-1)}`);
  await typeCode(page, started.demo_code!);
  await expect(page).toHaveURL(/\/programs\/[0-9a-f-]{36}$/);
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(exactly('LynkiD'));

  await page.goto('/rewards?q=ca+phe+sua+da');
  await settled(page);
  const first = main.locator('a[href^="/rewards/"]').first();
  await expect(first).toContainText(contains('Cà phê sữa đá'));
  await first.click();
  await expect(page).toHaveURL(/\/rewards\/\d+/);
  await settled(page);
  await expect(main.getByRole('heading', { level: 1 })).toContainText(contains('Cà phê sữa đá'));

  await page.goto('/activity');
  await settled(page);
  const download = page.waitForEvent('download');
  await main.getByRole('button', { name: exactly(t('activity.csv')) }).click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  expect(csv.split('\n').length).toBeGreaterThan(2);
  expect(csv).toContain('LynkiD');

  await page.goto('/settings');
  await settled(page);
  await page.getByRole('radio', { name: 'English' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const english = texts('en');
  await expect(page).toHaveTitle(contains(english['settings.title']!));

  await page.goto('/settings/devices');
  await settled(page);
  await main.getByRole('button', { name: exactly(english['settings.everywhere']!) }).click();
  await page.getByRole('dialog').getByRole('button', { name: exactly(english['settings.everywhere']!) }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get('/api/v1/wallet')).status()).toBe(401);

  // The next day: no consent is asked for again, and this time it is goodbye.
  nextDay(backend.databasePath, `+84${phone.slice(1).replaceAll(' ', '')}`);
  const again = await askForCode(page, phone, english);
  await typeCode(page, again.demo_code!, english);
  await expect(page).toHaveURL('/');
  await settled(page);
  await expect(main.getByText(contains('LynkiD')).first()).toBeVisible();
  const { memberships: [linked] } = await page.request.get('/api/v1/wallet').then(answer => answer.json());
  const traces = ['LynkiD', linked.id, await page.evaluate(() => localStorage.getItem('gom.member'))];
  for (const mine of traces) await expect.poll(() => kept(page)).toContain(mine);
  await page.goto('/settings');
  await settled(page);
  await main.getByRole('button', { name: exactly(english['settings.close']!) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: exactly(english['settings.close']!) }).click();
  await expect(page).toHaveURL('/goodbye');
  expect((await page.request.get('/api/v1/wallet')).status()).toBe(401);

  // Nothing of the member is left on the device, and the number is a stranger's again.
  const left = await kept(page);
  for (const mine of traces) expect(left).not.toContain(mine);
  nextDay(backend.databasePath, `+84${phone.slice(1).replaceAll(' ', '')}`);
  const third = await askForCode(page, phone, english);
  await typeCode(page, third.demo_code!, english);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(english['session.consent_title']!));
});
