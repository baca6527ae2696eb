// Every route for everyone: all by keyboard, all at 320 px, every change announced; and axe where only a member's doing leads.
import { places, settled } from './app.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { TransferForm } from './transfer_form.ts';
import { exactly, t } from './words.ts';

// Routes and their states are in matrix.spec.ts; these states come only of what a member does.
test('axe finds nothing on an amount that cannot be sent, nor on the review, light and dark', async ({ page, ledger }) => {
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  const look = async (what: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      // Half-way through a change of colours nothing can be measured.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await findings(page), `${what}, ${colorScheme}`).toEqual([]);
    }
  };
  await form.amount.fill('1050');
  await expect(form.amount).toHaveAttribute('aria-invalid', 'true');
  await look('an amount that cannot be sent');
  await form.review(1_000);
  await look('the review');
  expect(ledger.transfers()).toEqual([]);
});

test('every control of every route is reached by Tab and is not covered', async ({ page, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  for (const { path, title } of await places(page)) {
    await page.goto(path);
    await settled(page);
    await expect(page).toHaveTitle(title);
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus'), 'the way past the navigation comes first').toHaveAttribute('href', '#main');
    const covered: string[] = [];
    // More presses than any page has controls; the loop ends where the order begins anew.
    for (let presses = 0; presses < 200; presses += 1) {
      const answer = await page.evaluate(async () => {
        // What the focus scrolls into view is there with the next frame.
        for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
        const focused = document.activeElement;
        if (!focused || focused === document.body || focused.hasAttribute('data-reached')) return { over: true, hidden: '' };
        focused.setAttribute('data-reached', '');
        const [box] = (focused.closest('label') ?? focused).getClientRects();
        // A row that scrolls sideways shows what has the focus, its edge at most left out.
        const [left, right] = [Math.max(box?.left ?? 0, 0), Math.min(box?.right ?? 0, innerWidth)];
        const top = right - left < (box?.width ?? Infinity) * 0.75 ? null : document.elementFromPoint((left + right) / 2, box!.y + Math.min(box!.height / 2, 20));
        const free = top && (focused.contains(top) || focused.closest('label')?.contains(top));
        return { over: false, hidden: free ? '' : `${focused.outerHTML.slice(0, 90)} under ${top?.outerHTML.slice(0, 60)}` };
      });
      if (answer.over) break;
      if (answer.hidden) covered.push(answer.hidden);
      await page.keyboard.press('Tab');
    }
    const missed = await page.evaluate(() => {
      const controls = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
      const inOrder = controls.filter(control => control.checkVisibility() && control.getClientRects().length > 0)
        .filter(control => !(control instanceof HTMLInputElement && control.type === 'radio' && !control.checked));
      return inOrder.filter(control => !control.hasAttribute('data-reached')).map(control => control.outerHTML.slice(0, 120));
    });
    expect(missed, path).toEqual([]);
    expect(covered, path).toEqual([]);
  }
});

test('the review starts on the safe button, and the focus returns', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(1_000);
  const back = form.dialog.getByRole('button', { name: exactly(t('transfer.review_back')) });
  await expect(back).toBeFocused();
  // The focus stays inside for as long as the review is open; the browser's own bar counts as outside the page.
  for (let presses = 0; presses < 4; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(form.dialog).toHaveCount(0);
  await expect(form.next).toBeFocused();
  await form.next.press('Enter');
  await expect(form.confirm).toBeVisible();
  await expect(back).toBeFocused();
  await back.press('Enter');
  await expect(form.dialog).toHaveCount(0);
  await expect(form.next).toBeFocused();
  expect(ledger.transfers()).toEqual([]);
});

test('a change of page changes title and focus, and is announced', async ({ page, ledger }) => {
  expect(ledger.balances()).toHaveLength(7);
  const navigation = page.getByRole('navigation', { name: exactly(t('nav.label')) });
  const announced = page.locator('#live');
  for (const [href, title] of [
    ['/rewards', t('nav.rewards_long')],
    ['/transfer', t('nav.transfer_long')],
    ['/activity', t('nav.activity')],
    ['/settings', t('nav.me')],
    ['/', t('nav.wallet')],
  ] as const) {
    const link = navigation.locator(`a[href="${href}"]`);
    await link.click();
    await expect(page).toHaveTitle(`${title} · ${t('app.name')}`);
    await expect(announced).toHaveText(exactly(title));
    await expect(page.getByRole('main')).toBeFocused();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await settled(page);
  }
  await page.goBack();
  await expect(page).toHaveTitle(`${t('nav.me')} · ${t('app.name')}`);
});

test('nothing is wider than a screen of 320 px', async ({ page, context, ledger }) => {
  test.slow();
  expect(ledger.balances()).toHaveLength(7);
  const all = await places(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = () => page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const boxes = [...document.querySelectorAll('main *')].filter(element => element.getBoundingClientRect().right > most + 1);
    return ['the page scrolls sideways', ...boxes.map(element => element.outerHTML.slice(0, 100))];
  });
  for (const { path } of all) {
    await page.goto(path);
    await settled(page);
    expect(await wide(), path).toEqual([]);
  }
  const form = new TransferForm(page);
  await form.open('skyjoy', 'lynkid');
  await form.review(12_300);
  expect(await wide(), 'the review').toEqual([]);
  await context.clearCookies();
  await page.goto('/sign-in');
  await settled(page);
  expect(await wide(), 'signing in').toEqual([]);
});
