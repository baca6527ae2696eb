// The policy of the page: nothing runs that the build did not put there, and no text becomes markup.
import { settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { approx } from './words.ts';

test('a script that got into the page does not run, and the app does', async ({ page, ledger, policyReports }) => {
  const injected = `<script>document.documentElement.dataset.injected = 'script'</script>
    <img src="/nothing.png" alt="" onerror="document.documentElement.dataset.injected = 'handler'">`;
  await page.route('**/', async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('<body>', `<body>${injected}`) });
  });
  await page.goto('/');
  await settled(page);
  await expect(page.locator('img[src="/nothing.png"]')).toBeAttached();
  await expect.poll(() => policyReports.length).toBeGreaterThanOrEqual(2);
  policyReports.splice(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-injected');
  const wallet = await page.request.get('/api/v1/wallet').then(answer => answer.json());
  await expect(page.locator('.hero')).toContainText(approx(wallet.total).split(/\s/)[1]!);
  expect(ledger.balances()).toHaveLength(7);
});

test('text does not become markup', async ({ page, ledger, policyReports }) => {
  expect(ledger.balances()).toHaveLength(7);
  const outcomes = await page.evaluate(() => {
    const markup = '<b id="made-of-text"></b>';
    const tries: Record<string, () => unknown> = {
      'innerHTML': () => Reflect.set(document.body, 'innerHTML', markup),
      'insertAdjacentHTML': () => document.body.insertAdjacentHTML('beforeend', markup),
      'srcdoc': () => Reflect.set(document.createElement('iframe'), 'srcdoc', markup),
      'script text': () => Reflect.set(document.createElement('script'), 'text', 'document.title = "x"'),
      'script address': () => Reflect.set(document.createElement('script'), 'src', 'data:text/javascript,0'),
      'a second policy': () => Reflect.get(globalThis, 'trustedTypes').createPolicy('other', {}),
      'the policy of the app again': () => Reflect.get(globalThis, 'trustedTypes').createPolicy('gom', {}),
    };
    return Object.entries(tries).map(([name, act]) => {
      try {
        act();
        return `${name}: done`;
      } catch (error) {
        return `${name}: ${(error as Error).name}`;
      }
    });
  });
  expect(outcomes.filter(outcome => !outcome.endsWith(': TypeError'))).toEqual([]);
  await expect(page.locator('#made-of-text')).toHaveCount(0);
  expect(policyReports.splice(0).length).toBeGreaterThan(0);
});

test('what the server says is in force on every page', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  for (const path of ['/', '/transfer', '/nowhere']) {
    const answer = await page.goto(path);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("require-trusted-types-for 'script'");
    expect(policy, path).not.toContain("'unsafe-inline'");
    expect(policy, path).not.toContain("'unsafe-eval'");
  }
});
