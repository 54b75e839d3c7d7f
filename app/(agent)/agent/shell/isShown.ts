type Shown = Pick<HTMLElement, 'getClientRects'> & { checkVisibility?: () => boolean }

/**
 * Whether an element is seen where it stands, and not in a part of the page that is folded. Safari says so itself only
 * from 17.4 on (MDN, Element.checkVisibility); before, what is folded has no place on the page.
 */
export const isShown = (element: Shown): boolean =>
  element.checkVisibility?.() ?? element.getClientRects().length > 0
