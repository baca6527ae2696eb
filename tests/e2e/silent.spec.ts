// A program that does not answer: the transfer says so for as long as that lasts.
import { transferByApi } from './app.ts';
import { expect, test } from './fixtures.ts';
import { contains, t } from './words.ts';

test('a program that does not answer is named, until it does', async ({ page, ledger }) => {
  const [from, to] = [ledger.balance('skyjoy').name, ledger.balance('lynkid').name];
  await page.goto('/');
  const { id } = await transferByApi(page, 'skyjoy', 'lynkid', 1_000);
  const real = await page.evaluate(id => fetch(`/api/v1/transfers/${id}`).then(answer => answer.json()), id);
  const at = new Date().toISOString();
  // As it would stand: it has left, and nobody has answered since.
  let now: { state: string; silent_since?: string } = { state: 'debiting', silent_since: at };
  await page.route(`**/api/v1/transfers/${id}`, route => {
    const events = [...real.events, { state: now.state, at, reason: '' }];
    return route.fulfill({ json: { ...real, ...now, events } });
  });
  // Around the time, which is the server's.
  const silent = (name: string) => {
    const [before = '', after = ''] = t('transfer.silent', { name, time: '|' }).split('|');
    return page.getByRole('main').locator('.alert').filter({ hasText: contains(before) }).filter({ hasText: contains(after) });
  };
  await page.goto(`/transfers/${id}`);
  await expect(silent(from)).toBeVisible();
  await expect(page.locator('.transfer-head .state')).toHaveText(contains(t('wallet.step_silent', { program: from })));
  now = { state: 'crediting', silent_since: at };
  await page.reload();
  await expect(silent(to)).toBeVisible();
  await expect(silent(from)).toHaveCount(0);
  // Where the outcome is unknown, that says more.
  for (now of [{ state: 'unresolved', silent_since: at }, { state: 'crediting' }]) {
    await page.reload();
    await expect(page.getByText(contains(t(`transfer.state_${now.state}`))).first()).toBeVisible();
    await expect(page.getByRole('main').locator('.alert')).toHaveCount(0);
  }
});
