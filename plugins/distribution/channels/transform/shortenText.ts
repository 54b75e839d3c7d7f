import { createEnder } from './endText.ts'
import { findCuts } from './findCuts.ts'

type Args = {
  /** Without blanks at its edges. */
  text: string
  /** Where what follows is kept whole by `tailOf`, in UTF-16 units. @default the end of the text */
  until?: number
  /** What stands behind the last word that is left. */
  ending: string
  isMarkdown: boolean
  /** What follows the ending of a text; never shortened. */
  tailOf: (ended: string) => string
  /** Whether a text is short enough. */
  fits: (text: string) => boolean
}

/** So many cuts are tried at most; a text in which so many come to nothing is left as it is. */
const maxTries = 100

/** A cut between two words is taken where it leaves this share of what could be left. */
const leastShare = 0.6

/** The last of the cuts at which a text fits, where those before it do, too. */
const findLast = (cuts: number[], fits: (cut: number) => boolean): number => {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(cuts[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The beginning of a text that is short enough, with its ending and what has to follow it: cut between two words where
 * there are any, else between two characters as readers see them; never in an address, a name or a tag. Undefined where
 * nothing of it could be left.
 */
export const shortenText = (args: Args): string | undefined => {
  const { text, until = text.length - 1, ending, isMarkdown, tailOf, fits } = args
  const cuts = findCuts(text)
  const end = createEnder({ text, cuts, ending, isMarkdown })
  const withTail = (ended: string) => `${ended}${tailOf(ended)}`
  const all = cuts.all.filter((cut) => cut <= until)
  const count = findLast(all, (cut) => fits(withTail(`${text.slice(0, cut).trimEnd()}${ending}`)))
  const reachable = all.slice(0, count).toReversed()
  const [farthest = 0] = reachable
  const tryAll = (some: number[]): string | undefined => {
    for (const cut of some.slice(0, maxTries)) {
      const ended = end(cut)
      if (ended !== undefined && fits(withTail(ended))) return withTail(ended)
    }
    return undefined
  }
  const between = reachable.filter((cut) => cuts.betweenWords.has(cut))
  return (
    tryAll(between.filter((cut) => cut >= farthest * leastShare)) ??
    tryAll(reachable) ??
    tryAll(between)
  )
}
