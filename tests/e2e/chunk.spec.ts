// A page's code that cannot be loaded: words, a retry that works, and the rest of the app alive.
import { tryDemo } from './app.ts';
import { expect, test } from './fixtures.ts';
import { exactly, t } from './words.ts';

const chunk = /\/activity-[0-9a-f]{16}\.wasm$/;

test('a chunk that fails shows words and a working retry', async ({ page, context }) => {
  await tryDemo(page);
  await expect(page).toHaveURL('/');
  const navigation = page.getByRole('navigation', { name: exactly(t('nav.label')) });
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();

  let refused = 0;
  await context.route(chunk, route => {
    refused += 1;
    return route.abort();
  });
  const activity = navigation.locator('a[href="/activity"]');
  await activity.click();
  const words = page.getByRole('main').getByRole('alert');
  await expect(words).toBeVisible();
  expect(refused).toBeGreaterThan(0);

  // The rest of the app goes on, and the failure is not remembered.
  await navigation.locator('a[href="/"]').click();
  await expect(heading).toBeVisible();
  await expect(words).toBeHidden();
  await activity.click();
  await expect(words).toBeVisible();

  await context.unroute(chunk);
  await page.getByRole('main').getByRole('button').click();
  await expect(words).toBeHidden();
  await expect(heading).toBeVisible();
});
