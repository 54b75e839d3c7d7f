/** A stretch of a text that looks alike. */
export type Piece = { text: string; isBold: boolean; isMarked: boolean }

type Args = {
  text: string
  /** In UTF-16 units, in their order. */
  bold: { from: number; to: number }[]
  hasLinks: boolean
  hasHashtags: boolean
}

const link = String.raw`https?:\/\/[^\s<]+[^\s<.,;:!?)\]]`
const tag = String.raw`(?<![\p{L}\p{N}_/&])[#@][\p{L}\p{N}_][\p{L}\p{N}_.]*(?<!\.)`

/** A text in stretches: what the platform makes an address or a tag of is marked, what it shows bold is bold. */
export const splitText = ({ text, bold, hasLinks, hasHashtags }: Args): Piece[] => {
  const wanted = [hasLinks ? link : '', hasHashtags ? tag : ''].filter((one) => one !== '')
  const marked =
    wanted.length === 0
      ? []
      : [...text.matchAll(new RegExp(wanted.join('|'), 'gu'))].map((match) => ({
          from: match.index,
          to: match.index + match[0].length,
        }))
  const isIn = (spans: { from: number; to: number }[], at: number) =>
    spans.some(({ from, to }) => from <= at && at < to)
  const cuts = new Set([0, text.length])
  for (const { from, to } of [...bold, ...marked]) cuts.add(from).add(to)
  const places = [...cuts].filter((at) => at <= text.length).sort((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => ({
    text: text.slice(from, places[index + 1]),
    isBold: isIn(bold, from),
    isMarked: isIn(marked, from),
  }))
}
