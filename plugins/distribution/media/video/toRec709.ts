import type { ClipColour } from './describeClip.ts'

/** The curves of HDR: PQ and HLG. */
const hdr = new Set(['smpte2084', 'arib-std-b67'])

const rec601 = new Set(['smpte170m', 'bt470bg', 'fcc', 'smpte240m'])

type Args = { width: number; height: number; colour: ClipColour }

/**
 * What brings a picture to the colours of HD video (Rec. 709, limited range, 8 bits), which every platform shows as they
 * are meant. `filters` come before it is scaled; `scaling` are the options of FFmpeg's `scale` that does the rest.
 * A file that does not say what it is follows the custom of players: Rec. 709 from 720 lines on, Rec. 601 below.
 */
export const toRec709 = ({
  width,
  height,
  colour,
}: Args): { filters: string[]; scaling: string[] } => {
  const { space, transfer, isFullRange } = colour
  if (transfer !== null && hdr.has(transfer)) {
    return {
      filters: [
        `zscale=tin=${transfer}:min=2020_ncl:pin=2020:rin=${isFullRange ? 'full' : 'limited'}:t=linear:npl=100`,
        'format=gbrpf32le',
        'zscale=p=709',
        'tonemap=tonemap=hable:desat=0',
        'zscale=t=709:m=709:r=limited',
        'format=yuv420p',
      ],
      scaling: [],
    }
  }
  const range = isFullRange ? ['in_range=full', 'out_range=limited'] : []
  const matrix = matrixOf({ space, isSmall: Math.min(width, height) < 720 })
  if (matrix === 'bt709') return { filters: [], scaling: range }
  return { filters: [], scaling: [`in_color_matrix=${matrix}`, 'out_color_matrix=bt709', ...range] }
}

const matrixOf = ({ space, isSmall }: { space: string | null; isSmall: boolean }): string => {
  if (space?.startsWith('bt2020')) return 'bt2020'
  if (space === 'bt709') return 'bt709'
  if (space !== null && rec601.has(space)) return 'bt601'
  return isSmall ? 'bt601' : 'bt709'
}
