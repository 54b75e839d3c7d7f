import type { ClipDescription } from './describeClip.ts'
import { toRec709 } from './toRec709.ts'

type Args = {
  clip: Pick<ClipDescription, 'width' | 'height' | 'colour'>
  frame: { width: number; height: number }
  fit: 'pad' | 'crop'
  /** The colour of what is padded, as `#rrggbb`. */
  background: string
  /** From `frameRate`. */
  rate: string
}

/** FFmpeg's filters that bring any moving picture to the frame, its steady rate and the colours of the result. */
export const fitFilters = ({ clip, frame, fit, background, rate }: Args): string => {
  const { width, height } = frame
  const { filters, scaling } = toRec709(clip)
  const way = fit === 'crop' ? 'increase' : 'decrease'
  return [
    ...filters,
    // Stored pixels need not be square: make them so before anything is measured in pixels.
    'scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1',
    [`scale=${width}:${height}:force_original_aspect_ratio=${way}:flags=lanczos`, ...scaling].join(
      ':',
    ),
    fit === 'crop'
      ? `crop=${width}:${height}`
      : `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=0x${background.slice(1)}`,
    `setsar=1,fps=${rate}:start_time=0,format=yuv420p`,
  ].join(',')
}
