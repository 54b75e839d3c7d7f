/** As long as posting may take in another app, in milliseconds. */
const awayMs = 15 * 60_000

type Args = {
  /** Since when the page is not seen, in milliseconds UTC; undefined where it is. */
  hiddenSince: number | undefined
  now: number
}

/**
 * Whether nobody has looked at a task for so long that it is held for nothing. As long as it is held nobody is reminded
 * and nobody else asked, and a page in the background of a computer would hold it until its deadline.
 */
export const isForsaken = ({ hiddenSince, now }: Args): boolean =>
  hiddenSince !== undefined && now - hiddenSince > awayMs
