import { expect, type Locator, type Page } from '@playwright/test'

/** What has the focus, in the browser's eyes. */
interface Focused {
  readonly outline: boolean
  readonly inDialog: boolean
  readonly tag: string
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const ring = [element, element.closest('label'), element.parentElement].some((each) => {
      if (each === null) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) ||
        /0px 0px 0px [1-9]/.test(boxShadow)
      )
    })
    return {
      outline: ring,
      inDialog: element.closest('[role="dialog"], [role="alertdialog"]') !== null,
      tag: element.tagName,
    }
  })
}

/** Walks with Tab until `target` has the focus; at every stop on the way the focus must be seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let stops = 0; stops < 60; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
    const { outline, tag } = await focused(page)
    if (tag !== 'BODY') expect(outline, `the focus is seen at a ${tag}`).toBe(true)
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

/** Tab goes round within the open dialog and never leaves it. */
export async function expectTrapped(page: Page, stops: number): Promise<void> {
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab')
    // At the end a guard outside the dialog takes the focus and sends it on to the beginning.
    await expect
      .poll(async () => (await focused(page)).inDialog, { message: `stop ${stop + 1} is in the dialog` })
      .toBe(true)
  }
}

/** The focus is on something in `part`, or on it, and not lost to the page. */
export async function expectFocusIn(part: Locator): Promise<void> {
  await expect
    .poll(() => part.evaluate((element) => element.contains(document.activeElement)), {
      message: `the focus is in ${String(part)}`,
    })
    .toBe(true)
}
