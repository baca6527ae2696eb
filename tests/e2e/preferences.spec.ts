// What a member has set in their system: forced colours, less motion; and paper, which is a setting of its own.
import { places, settled } from './app.ts';
import { expect, test } from './fixtures.ts';
import { cutOff } from './room.ts';
import { exactly, t } from './words.ts';

test('in forced colours every tab stop shows the focus, and nothing moves where motion is not wanted', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  const routes = await places(page);
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const { path } of routes) {
    await page.goto(path);
    await settled(page);
    expect(await page.evaluate(() => document.getAnimations().length), path).toBe(0);
    const unseen: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const answer = await page.evaluate(() => {
        const focused = document.activeElement as HTMLElement;
        if (!focused || focused === document.body || focused.hasAttribute('data-looked-at')) return { over: true, unseen: '' };
        focused.setAttribute('data-looked-at', '');
        // The ring may be on what the control looks like, or on the card around it.
        const rings = () => [focused, focused.nextElementSibling, focused.closest('.search-field, .reward, .choice, .switch')]
          .flatMap(element => element ? [getComputedStyle(element), getComputedStyle(element, '::after')] : [])
          .map(({ outlineStyle, outlineWidth, outlineColor, outlineOffset }) => outlineStyle === 'none' ? 'none' : `${outlineWidth} ${outlineColor} ${outlineOffset}`)
          .join();
        const ringed = rings();
        focused.blur();
        const bare = rings();
        focused.focus({ preventScroll: true });
        return { over: false, unseen: ringed === bare ? focused.outerHTML.slice(0, 100) : '' };
      });
      if (answer.over) break;
      if (answer.unseen) unseen.push(answer.unseen);
    }
    expect(unseen, path).toEqual([]);
  }
});

test('on paper every route has its content, no navigation, and nothing is cut', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  for (const { path } of await places(page)) {
    await page.goto(path);
    await settled(page);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('navigation', { name: exactly(t('nav.label')) }), path).toBeHidden();
    await expect(page.getByRole('main').getByRole('heading', { level: 1 }), path).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), path).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate(cutOff), path).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
  }
});
