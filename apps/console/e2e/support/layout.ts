import { expect, type Page } from '@playwright/test'

/** Texts that reach out of the window, or out of a part that hides what does not fit and shows no ellipsis. */
function cutOffTexts(): string[] {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing else of this file is
  const isShortened = (style: CSSStyleDeclaration) =>
    style.overflowX !== 'visible' && (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none')
  const ancestorsOf = (node: Node): Element[] =>
    node.parentElement === null ? [] : [node.parentElement, ...ancestorsOf(node.parentElement)]

  function isCutOff(text: Node): boolean {
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right, width } = range.getBoundingClientRect()
    const ancestors = ancestorsOf(text).map((each) => ({
      box: each.getBoundingClientRect(),
      style: getComputedStyle(each),
    }))
    // A clip path hides what is for screen readers only.
    if (width === 0 || ancestors.some(({ style }) => style.clipPath !== 'none' || isShortened(style)))
      return false
    const hiding = ancestors.filter(({ style }) => /hidden|clip/.test(style.overflowX))
    const frames = [...hiding.map(({ box }) => box), new DOMRect(0, 0, window.innerWidth)]
    return frames.some((frame) => left < frame.left - 1 || right > frame.right + 1)
  }

  const found: string[] = []
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const words = text.textContent?.trim() ?? ''
    // The browser draws options itself, elsewhere.
    const isSeen = text.parentElement?.checkVisibility() === true && !text.parentElement.matches('option')
    if (words !== '' && isSeen && isCutOff(text)) found.push(words.slice(0, 60))
  }
  return found
}

/** The page does not scroll sideways, and no text is cut off. */
export async function expectFits(page: Page, what: string): Promise<void> {
  // A page takes a moment to follow its window.
  await expect
    .poll(() => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth), {
      message: `${what}: wider than its window by`,
    })
    .toBeLessThanOrEqual(0)
  expect(await page.evaluate(cutOffTexts), `${what}: cut off`).toEqual([])
}
