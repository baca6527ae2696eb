// Browsers that lack something the app needs: they are told in words, and nothing is half done.
import { accepts, amount, reviewed } from './confirming.ts';
import { expect, test } from './fixtures.ts';
import { onTransfer } from './transfer_form.ts';
import { exactly, t } from './words.ts';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says in three languages what it is and what it needs', async ({ page }) => {
    await page.goto('/');
    for (const language of ['vi', 'en', 'ru']) {
      const words = page.locator(`noscript > p[lang=${language}]`);
      await expect(words).toBeVisible();
      await expect(words).toContainText('JavaScript');
    }
    await expect(page.locator('#fail')).toBeHidden();
  });
});

test('without WebAssembly the page says that it cannot start, in the language of the browser', async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'WebAssembly'); });
  for (const path of ['/', '/rates/lynkid/lotusmiles', '/embed/balance?partner=demo-shop']) {
    await page.goto(path);
    const failed = page.getByRole('alert');
    await expect(failed.locator('div[lang=vi]'), path).toBeVisible();
    await expect(failed.locator('div[lang=en]'), path).toBeHidden();
    await expect(failed.getByRole('link'), path).toHaveCount(1);
  }
});

test('a device that is full sends nothing and says why; once there is room it is confirmed', async ({ page, ledger }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
      if (document.documentElement.dataset.full === 'yes') throw new DOMException('there is no room', 'QuotaExceededError');
      return put.apply(this, given);
    };
    Storage.prototype.setItem = () => { throw new DOMException('there is no room', 'QuotaExceededError'); };
  });
  const full = (is: boolean) => page.evaluate(is => { document.documentElement.dataset.full = is ? 'yes' : 'no'; }, is);
  const form = await reviewed(page);
  const sent = accepts(page);
  await full(true);
  await form.confirm.click();
  await expect(page.getByText(exactly(t('transfer.why_not_stored'))).first()).toBeVisible();
  expect(sent()).toBe(0);
  expect(ledger.transfers()).toEqual([]);
  await full(false);
  await form.dialog.getByRole('button', { name: exactly(t('transfer.review_new')) }).click();
  await form.confirm.click();
  await expect(page).toHaveURL(onTransfer);
  expect(sent()).toBe(1);
  expect(ledger.transfers()).toMatchObject([{ amount }]);
});
