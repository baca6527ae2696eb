// The other languages: every route in its words, and none left in Vietnamese.
import { places, settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { exactly, t, texts } from './words.ts';

const vietnamese = texts('vi');

for (const language of ['en', 'ru'] as const) {
  test(`every route speaks ${language}`, async ({ page, ledger }) => {
    test.slow();
    expect(ledger.balances()).toHaveLength(7);
    const own = texts(language);
    const all = await places(page);
    await page.evaluate(language => localStorage.setItem('gom.lang', language), language);
    // Whole texts of ours that this language words differently: none of them may be on screen.
    const foreign = Object.entries(vietnamese).filter(([key, text]) => text !== own[key]).map(([, text]) => text);
    for (const { path } of all) {
      await page.goto(path);
      await settled(page);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const shown = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found: string[] = [];
        while (walker.nextNode()) {
          const { parentElement, textContent } = walker.currentNode;
          if (parentElement?.closest('noscript, script, style, [lang]:not(html)') === null) found.push(textContent!.trim());
        }
        const labels = [...document.querySelectorAll('[aria-label]')].map(element => element.getAttribute('aria-label')!);
        return [...found, ...labels];
      });
      expect(shown, path).toContain(own['nav.activity']);
      expect(shown.filter(text => foreign.includes(text)), path).toEqual([]);
      expect(shown.filter(text => /[{}]/.test(text)), path).toEqual([]);
      const unnamed = page.getByRole('main').locator('a, button, h1, h2, h3, dt, legend, label').filter({ hasText: /^\s*$/, visible: true });
      const named = await unnamed.evaluateAll(elements => elements.filter(element => !element.getAttribute('aria-label')).map(element => element.outerHTML));
      expect(named, path).toEqual([]);
    }
    await page.goto('/settings');
    await expect(page).toHaveTitle(`${own['nav.me']} · ${own['app.name']}`);
    const navigation = page.getByRole('navigation', { name: exactly(t('nav.label', {}, own)) });
    await expect(navigation.getByRole('link')).toHaveCount(5);
  });
}

test('a chosen language is in force at once and after the next start', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const russian = texts('ru');
  await page.goto('/settings');
  await page.getByRole('radio', { name: 'Русский' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page).toHaveTitle(`${russian['nav.me']} · ${russian['app.name']}`);
  await page.goto('/');
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(exactly(t('wallet.total', {}, russian)));
  const me = await page.request.get('/api/v1/session').then(answer => answer.json());
  expect(me.member.language).toBe('ru');
});
