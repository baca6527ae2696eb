// Outside of demo mode nothing shows a code: it arrives at the operator's gateway, signed, and from there at the member.
import { settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Gateway } from './gateway.ts';
import { Backend } from './server.ts';
import { agree, askForCode, startLink, typeCode } from './signing_in.ts';
import { exactly, t } from './words.ts';

test('a new member signs in and links by codes that the gateway carries', async ({ page }) => {
  test.slow();
  const gateway = await Gateway.start();
  const backend = await Backend.start({ GOM_DEMO: '0', GOM_CODE_WEBHOOK: gateway.url, GOM_CODE_WEBHOOK_SECRET: gateway.secret });
  const main = page.getByRole('main');
  await page.goto(`${backend.baseURL}/sign-in`);
  await settled(page);
  await expect(page.getByRole('button', { name: exactly(t('session.demo')) })).toHaveCount(0);

  const sent = await askForCode(page, '0912 888 001', undefined, backend.baseURL);
  expect(sent.demo_code).toBeNull();
  expect(gateway.messages).toMatchObject([{ to: { kind: 'phone', phone: '+84912888001' }, purpose: 'sign_in', language: 'vi' }]);
  const [first] = gateway.messages;
  expect(first!.code).toMatch(/^\d{6}$/);
  expect(await page.content()).not.toContain(first!.code);

  await typeCode(page, first!.code === '000000' ? '000001' : '000000');
  await expect(main.getByRole('alert')).toBeVisible();
  await typeCode(page, first!.code);
  await agree(page);
  await expect(page).toHaveURL(`${backend.baseURL}/`);
  await settled(page);
  await expect(main.getByText(exactly(t('app.sample_data')))).toHaveCount(0);

  const started = await startLink(page, 'lynkid', 'OUTSIDE001', backend.baseURL);
  expect(started.demo_code).toBeNull();
  expect(gateway.messages[1]).toMatchObject({ to: { kind: 'membership', program: 'lynkid', number: 'OUTSIDE001' }, purpose: 'link' });
  expect(gateway.messages[1]!.id).not.toBe(first!.id);
  await typeCode(page, gateway.messages[1]!.code);
  await expect(page).toHaveURL(/\/programs\/[0-9a-f-]{36}$/);

  await page.goto(`${backend.baseURL}/settings`);
  await main.getByRole('button', { name: exactly(t('settings.sign_out')) }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get(`${backend.baseURL}/api/v1/wallet`)).status()).toBe(401);
  expect(gateway.refused).toBe(0);

  // A gateway that does not take the code: the member is told, and nothing has changed.
  await gateway.stop();
  await askForCode(page, '0912 888 002', undefined, backend.baseURL);
  await expect(main.getByRole('alert')).toContainText(t('code.not_sent'));
  await backend.dispose();
});

test('the frame of a partner does not call the rates of an operator sample data', async ({ page }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gom-partner-'));
  const config = path.join(folder, 'gom.toml');
  writeFileSync(config, '[[partners]]\nid = "tea"\nname = "Tea"\nprogram = "lynkid"\norigins = ["https://tea.example"]\n');
  const gateway = await Gateway.start();
  const outside = { GOM_DEMO: '0', GOM_CODE_WEBHOOK: gateway.url, GOM_CODE_WEBHOOK_SECRET: gateway.secret, GOM_CONFIG: config };
  const backend = await Backend.start(outside);
  await page.goto(`${backend.baseURL}/embed/balance?partner=tea`);
  await expect(page.getByRole('listitem').first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('link', { name: exactly(t('embed.open', { name: t('app.name') })) })).toBeVisible();
  await expect(page.getByText(exactly(t('app.sample_data')))).toHaveCount(0);
  await backend.dispose();
  await gateway.stop();
  rmSync(folder, { recursive: true });
});
