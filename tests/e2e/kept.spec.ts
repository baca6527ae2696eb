// What the wallet has of a program and of a transfer, where they cannot be asked for.
import { transferByApi } from './app.ts';
import { expect, test } from './fixtures.ts';
import { contains, exactly, number, t } from './words.ts';

test('what cannot be asked for anew is shown as the wallet has it, and says so', async ({ page, ledger }) => {
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 4_000);
  const { account, available } = ledger.balance('skyjoy');
  const main = page.getByRole('main');
  const notice = main.locator('.stale');
  const button = (key: string) => main.getByRole('button', { name: exactly(t(key)) });
  const problem = { type: 'about:blank#internal', title: 'Internal Server Error', status: 500, detail: '', code: 'internal', request_id: 'r-4712' };
  // What is known then, and what can be done only with what is known now.
  const cases = [
    [`/programs/${account}`, '**/api/v1/memberships/*', main.locator('.balance-head'), number(available), button('membership.unlink')],
    [`/transfers/${id}`, `**/api/v1/transfers/${id}`, main.locator('.transfer-timeline'), number(4_000), button('transfer.cancel')],
  ] as const;
  let pressed = false;
  await page.exposeFunction('press', () => { pressed = true; });
  await page.addInitScript(() => addEventListener('click', () => { (window as unknown as { press(): void }).press(); }, true));
  for (const [path, api, part, words, doing] of cases) {
    // A page that looks again by itself finds nothing before the press.
    pressed = false;
    await page.route(api, route => pressed
      ? route.continue()
      : route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
    await page.goto(path);
    await expect(notice, path).toContainText(contains(t('error.request_id', { id: 'r-4712' })));
    await expect(notice, path).toContainText(contains(t('wallet.stale', { age: t('time.just_now') })));
    await expect(part, path).toContainText(contains(words));
    await expect(doing, path).toHaveCount(0);
    await expect(main, path).not.toContainText('1970');
    await notice.getByRole('button', { name: exactly(t('app.retry')) }).click();
    await expect(doing, path).toBeVisible();
    await expect(notice, path).toHaveCount(0);
    await expect(part, path).toContainText(contains(words));
    await page.unroute(api);
  }
});
