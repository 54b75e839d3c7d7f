import type { Page } from 'playwright-core'

/** Everything that a page says, to those who see it and to those who listen. */
export const readTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isSaid = node.parentElement?.closest('script, style, noscript, template') === null
      if (isSaid) texts.push(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('body *')) {
      for (const name of ['aria-label', 'placeholder', 'alt', 'title']) {
        texts.push(element.getAttribute(name) ?? '')
      }
    }
    return texts.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text))
  })

/** What can be tapped and is smaller than a thumb wants it: 48 pixels of CSS in both directions. */
export const readSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const targets = document.querySelectorAll(
      'a[href], button, summary, select, textarea, input:not([type=hidden])',
    )
    return [...targets].flatMap((target) => {
      // A label makes a small box as big as itself.
      const box = target.matches('input') ? (target.closest('label') ?? target) : target
      if (!target.checkVisibility()) return []
      const { width, height } = box.getBoundingClientRect()
      const name = target.getAttribute('aria-label') ?? target.textContent ?? target.tagName
      const isSmall = Math.round(width) < 48 || Math.round(height) < 48
      return isSmall ? [`${name}: ${Math.round(width)} × ${Math.round(height)}`] : []
    })
  })
