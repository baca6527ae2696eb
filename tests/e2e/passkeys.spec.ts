// Passkeys and step-up, with the browser's virtual authenticator: adding, signing in, proving, and everything given up half-way.
import { type CDPSession, type Page } from '@playwright/test';
import { intents, settled, tryDemo } from './app.ts';
import { findings } from './axe.ts';
import { listen } from './catalog.ts';
import { expect, test as base } from './fixtures.ts';
import { Ledger } from './ledger.ts';
import { codeField, freshPhone, letWait, shownCode, signIn, sql } from './member.ts';
import { Backend } from './server.ts';
import { TransferForm, onTransfer } from './transfer_form.ts';
import { contains, exactly, t } from './words.ts';

/** Worth 40.000 ₫, where more than 30.000 ₫ a day needs a proof. */
const large = 4_000;
/** Worth 10.000 ₫: much only for the day after a change of passkeys. */
const medium = 1_000;

const test = base.extend<{}, { backend: Backend }>({
  backend: [
    async ({}, use) => {
      const backend = await Backend.start({ GOM_STEP_UP_VND: '30000' });
      await use(backend);
      await backend.dispose();
    },
    { scope: 'worker' },
  ],
});

/** A device whose screen lock always opens. */
class Authenticator {
  private constructor(private readonly cdp: CDPSession, private readonly id: string) {}

  static async plugIn(page: Page): Promise<Authenticator> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
        isUserVerified: true, automaticPresenceSimulation: true,
      },
    });
    return new Authenticator(cdp, authenticatorId);
  }

  /** From now on the member cannot open the screen lock, or can again. */
  async refuse(refuses: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified: !refuses });
  }

  async count(): Promise<number> {
    return (await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials.length;
  }
}

const button = (page: Page, key: string, values: Record<string, string> = {}) =>
  page.getByRole('button', { name: exactly(t(key, values)) });
const named = (page: Page, name: string) => page.locator('.device-list li').filter({ hasText: name });

/** Adds a passkey on its page; proved by the code on screen, or by a passkey of before. */
async function addPasskey(page: Page, name: string, by: 'code' | 'passkey' = 'code'): Promise<void> {
  await page.goto('/settings/passkeys');
  await settled(page);
  await button(page, 'passkeys.add').click();
  if (by === 'code') await codeField(page).fill(await shownCode(page));
  else await button(page, 'step_up.go').click();
  const field = page.getByLabel(exactly(t('passkeys.name')));
  await expect(field).toBeFocused();
  expect(await findings(page), 'the name of a passkey').toEqual([]);
  await field.fill(name);
  await button(page, 'passkeys.make').click();
  await expect(named(page, name)).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a passkey is added, named, signs in, proves a large transfer once, and is removed', async ({ page, backend }) => {
  // A whole life in one test, looked at by axe three times.
  test.slow();
  const device = await Authenticator.plugIn(page);
  const ledger = Ledger.of(backend.databasePath, await tryDemo(page));
  await expect(page).toHaveURL('/');
  await addPasskey(page, 'Laptop', 'code');
  expect(await device.count()).toBe(1);
  expect(await findings(page), 'the list of passkeys').toEqual([]);

  await button(page, 'passkeys.rename_of', { name: 'Laptop' }).click();
  await page.getByRole('textbox', { name: exactly(t('passkeys.name')) }).fill('Máy tính');
  await button(page, 'settings.name_save').click();
  await expect(named(page, 'Máy tính')).toBeVisible();

  await page.goto('/settings');
  await button(page, 'settings.sign_out').click();
  await expect(page).toHaveURL(/sign-in/);
  await button(page, 'passkeys.sign_in').click();
  await expect(page).toHaveURL('/');

  const form = new TransferForm(page);
  const before = ledger.balance('skyjoy');
  await form.open('skyjoy', 'lynkid');
  await form.review(medium);
  const puts: string[] = [];
  page.on('request', request => { if (request.method() === 'PUT') puts.push(request.url()); });
  await form.confirm.click();
  await expect(form.dialog.getByRole('heading', { name: exactly(t('step_up.title')) })).toBeVisible();
  await expect(button(page, 'step_up.go')).toBeFocused();
  expect(await findings(page), 'the proof of a transfer').toEqual([]);
  expect(ledger.transfers()).toEqual([]);
  expect(ledger.balance('skyjoy')).toEqual(before);

  await device.refuse(true);
  await button(page, 'step_up.go').click();
  await expect(form.dialog.getByRole('alert')).toHaveText(exactly(t('passkeys.cancelled')));
  expect(ledger.transfers()).toEqual([]);
  await device.refuse(false);
  await button(page, 'step_up.go').click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: medium }]);
  expect(ledger.balance('skyjoy').available).toBe(before.available - medium);
  // The same intent was sent again, under the same id.
  expect(puts.length).toBe(2);
  expect(new Set(puts).size).toBe(1);
  expect(await intents(page)).toEqual([]);

  await page.goto('/settings/passkeys');
  await button(page, 'passkeys.remove_of', { name: 'Máy tính' }).click();
  await expect(page.getByText(exactly(t('passkeys.remove_text', { name: 'Máy tính' })))).toBeVisible();
  await expect(button(page, 'settings.name_cancel'), 'what cannot be undone starts on the way back').toBeFocused();
  await button(page, 'step_up.go').click();
  await expect(page.getByText(exactly(t('passkeys.none')))).toBeVisible();
  expect(sql(backend.databasePath, 'SELECT id FROM passkeys WHERE member_id = ?', ledger.member)).toEqual([]);
});

test('without a passkey the code on screen proves a large transfer, and giving up moves nothing', async ({ page, backend }) => {
  const ledger = Ledger.of(backend.databasePath, await tryDemo(page));
  await expect(page).toHaveURL('/');
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(large);
  await form.confirm.click();
  await shownCode(page);
  expect(await findings(page), 'the code of a transfer').toEqual([]);
  await button(page, 'transfer.let_go').click();
  await expect(form.dialog.locator('.field-error')).toHaveText(exactly(t('transfer.why_let_go')));
  expect(ledger.transfers()).toEqual([]);
  expect(await intents(page)).toEqual([]);

  letWait(backend.databasePath);
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) }).click();
  await form.confirm.click();
  await codeField(page).fill(await shownCode(page));
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ amount: large }]);
});

test('a review that is closed while a code is asked goes on outside, with the same code and the quote\'s time', async ({ page, backend }) => {
  const ledger = Ledger.of(backend.databasePath, await tryDemo(page));
  await expect(page).toHaveURL('/');
  const heard = await listen(page);
  const proofs = async () => (await heard()).filter(said => said === t('step_up.title')).length;
  let asked = 0;
  page.on('request', request => { asked += Number(request.method() === 'POST' && request.url().endsWith('/step-up')); });
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(large);
  await form.confirm.click();
  const code = await shownCode(page);
  await expect.poll(proofs).toBe(1);
  const stands = page.getByText(contains(t('transfer.review_stands', { time: '' })));
  await expect(form.dialog.locator(stands)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form.dialog).toHaveCount(0);
  expect(await shownCode(page)).toBe(code);
  await expect(page.getByRole('main').locator(stands)).toBeVisible();
  await codeField(page).fill(code);
  await expect(page).toHaveURL(onTransfer);
  expect(asked).toBe(1);
  expect(await proofs(), 'said once').toBe(1);
  expect(ledger.transfers()).toMatchObject([{ amount: large }]);
});

test('a proof that was begun before a reload can be given after it', async ({ page, backend }) => {
  await Authenticator.plugIn(page);
  const ledger = Ledger.of(backend.databasePath, await tryDemo(page));
  await expect(page).toHaveURL('/');
  await addPasskey(page, 'Laptop', 'code');
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(medium);
  await form.confirm.click();
  await expect(button(page, 'step_up.go')).toBeFocused();
  const [intent] = await intents(page);
  await page.reload();
  await button(page, 'step_up.go').click();
  await expect(page).toHaveURL(onTransfer);
  expect(ledger.transfers()).toMatchObject([{ id: intent!.id, amount: medium }]);
});

test('a member with a phone removes a lost passkey by a code', async ({ page, backend }) => {
  const device = await Authenticator.plugIn(page);
  await signIn(page, freshPhone().typed);
  await addPasskey(page, 'Laptop', 'code');
  letWait(backend.databasePath);
  await page.goto('/settings/passkeys');
  await settled(page);
  await button(page, 'passkeys.remove_of', { name: 'Laptop' }).click();
  await device.refuse(true);
  await button(page, 'passkeys.lost').click();
  await codeField(page).fill(await shownCode(page));
  await expect(named(page, 'Laptop')).toHaveCount(0);
});

test('signing in with a passkey that is not known here says so', async ({ page }) => {
  await Authenticator.plugIn(page);
  await page.goto('/sign-in');
  await button(page, 'passkeys.sign_in').click();
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(exactly(t('passkeys.cancelled')));
  expect(await findings(page)).toEqual([]);
  await expect(page.getByText(contains(t('session.demo_hint')))).toBeVisible();
});

test('a proof whose panel has gone harms nothing', async ({ page }) => {
  await Authenticator.plugIn(page);
  await tryDemo(page);
  await addPasskey(page, 'Laptop');
  let release = () => {};
  const held = new Promise<void>(resolve => { release = resolve; });
  await page.route('**/api/v1/step-up/*/proof', async route => {
    await held;
    await route.continue();
  }, { times: 1 });
  const asked = page.waitForRequest('**/api/v1/step-up/*/proof');
  await button(page, 'passkeys.add').click();
  await button(page, 'step_up.go').click();
  await asked;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const answered = page.waitForResponse('**/api/v1/step-up/*/proof');
  release();
  await (await answered).finished();
  await button(page, 'passkeys.add').click();
  await button(page, 'step_up.go').click();
  await expect(page.getByLabel(exactly(t('passkeys.name')))).toBeFocused();
  await expect(named(page, 'Laptop')).toBeAttached();
});

test('a proof that is not accepted is asked for anew', async ({ page }) => {
  await Authenticator.plugIn(page);
  await tryDemo(page);
  await addPasskey(page, 'Laptop');
  // The server has it, and the answer is lost.
  await page.route('**/api/v1/step-up/*/proof', async route => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await button(page, 'passkeys.add').click();
  await button(page, 'step_up.go').click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await button(page, 'step_up.go').click();
  await expect(page.getByLabel(exactly(t('passkeys.name')))).toBeFocused();
});
