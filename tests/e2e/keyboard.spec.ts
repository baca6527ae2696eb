// Where the focus is can be seen on every tab stop of every route, and what is there is large enough for a finger.
import { type Page } from '@playwright/test';
import { settled } from './app.ts';
import { expect, test as base } from './fixtures.ts';
import { type Member, arrived, filledMember, routes } from './matrix.ts';
import { exactly, t } from './words.ts';

const test = base.extend<{}, { member: Member }>({
  member: [async ({ browser, backend }, use) => use(await filledMember(browser, backend.baseURL)), { scope: 'worker' }],
});

/** The contrast of the focus ring with what is behind it, and the size of the target, at the element that has the focus. */
type Stop = { over: boolean; what: string; ring: number; width: number; height: number; inText: boolean };

async function stop(page: Page): Promise<Stop> {
  return page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    const focused = document.activeElement as HTMLElement;
    const over = !focused || focused === document.body || focused.hasAttribute('data-stopped');
    focused.setAttribute('data-stopped', '');
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    /** Red, green, blue and opacity of any colour that CSS can write. */
    const channels = (color: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (color: string) => {
      const [red, green, blue] = channels(color).map(value => value / 255)
        .map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const behind = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (channels(color)[3]! > 250) return color;
      }
      return getComputedStyle(document.body).backgroundColor;
    };
    // A hidden radio or box is shown by its label or by what stands beside it; a link that fills a card by the card or by its
    // `::after`.
    const around = [focused, focused.parentElement, focused.parentElement?.parentElement, focused.closest('li, article, form, label')];
    const shown = [...around, focused.nextElementSibling]
      .filter((element): element is HTMLElement => element instanceof HTMLElement)
      .flatMap(element => [undefined, '::after'].map(pseudo => ({ element, style: getComputedStyle(element, pseudo) })));
    const ringed = shown.find(({ style }) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
    let ring = 0;
    if (ringed) {
      const [light, dark] = [luminance(ringed.style.outlineColor), luminance(behind(ringed.element.parentElement))]
        .sort((a, b) => b - a);
      ring = (light! + 0.05) / (dark! + 0.05);
    }
    if (focused.matches('input')) {
      // A field may be shown by its underline, where that changes with the focus.
      const line = () => getComputedStyle(focused).borderBottomColor;
      const lit = line();
      focused.blur();
      const [light, dark] = [luminance(lit), luminance(behind(focused))].sort((a, b) => b - a);
      if (line() !== lit && parseFloat(getComputedStyle(focused).borderBottomWidth) >= 2) ring = Math.max(ring, (light! + 0.05) / (dark! + 0.05));
      focused.focus();
    }
    const box = (focused.closest('label') ?? focused).getBoundingClientRect();
    const inText = focused.matches('a') && getComputedStyle(focused).display === 'inline';
    return { over, what: focused.outerHTML.slice(0, 110), ring, width: box.width, height: box.height, inText };
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab stop can be seen and hit, ${colorScheme}`, async ({ page, context, member }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme });
    const wrong: string[] = [];
    for (const [name, { address, signedOut }] of Object.entries(routes)) {
      await context.clearCookies();
      if (!signedOut) await context.addCookies(member.cookies);
      await page.goto(address(member));
      await arrived(page, name);
      const least = name.startsWith('Transfer') ? 44 : 24;
      let stops = 0;
      for (; stops < 300; stops += 1) {
        await page.keyboard.press('Tab');
        const { over, what, ring, width, height, inText } = await stop(page);
        if (over) break;
        if (ring < 3) wrong.push(`${name}: the ring has a contrast of ${ring.toFixed(1)}: ${what}`);
        const small = Math.min(width, height) + 0.5 < least;
        if (small && !inText && stops > 0) wrong.push(`${name}: ${Math.round(width)} × ${Math.round(height)} px: ${what}`);
      }
      expect(stops, `${name} has tab stops`).toBeGreaterThan(0);
    }
    expect(wrong).toEqual([]);
  });
}

/** Questions before something that cannot be taken back: where, the button that opens one, and the safe one in it. */
const questions = [
  { where: 'Settings', opens: 'settings.close', safe: 'settings.close_back' },
  { where: 'Devices', opens: 'settings.everywhere', safe: 'settings.everywhere_back' },
  { where: 'Program', opens: 'membership.unlink', safe: 'membership.unlink_back' },
];

for (const { where, opens, safe } of questions) {
  test(`the question of ${opens} starts on the safe button, keeps the focus, and gives it back`, async ({ page, context, member }) => {
    await context.addCookies(member.cookies);
    await page.goto(routes[where]!.address(member));
    await settled(page);
    const opener = page.getByRole('main').getByRole('button', { name: exactly(t(opens)) });
    await opener.focus();
    await opener.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: exactly(t(safe)) })).toBeFocused();
    expect(await dialog.getAttribute('aria-labelledby')).not.toBeNull();
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press(presses % 2 === 0 ? 'Tab' : 'Shift+Tab');
      const inside = await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null);
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
    await opener.press(' ');
    await expect(dialog.getByRole('button', { name: exactly(t(safe)) })).toBeFocused();
    // The key goes where the focus is, and the button goes with it.
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  });
}

test('a question that is opened again before the browser has told that it closed stays open', async ({ page, context, member }) => {
  await context.addCookies(member.cookies);
  await page.goto(routes.Devices!.address(member));
  await settled(page);
  const opener = page.getByRole('main').getByRole('button', { name: exactly(t('settings.everywhere')) });
  await opener.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await page.evaluate(() => new Promise(resolve => {
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]')!;
    dialog.addEventListener('close', () => requestAnimationFrame(resolve));
    dialog.close();
    document.querySelector<HTMLButtonElement>('main .sign-out > .button')!.click();
  }));
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});
