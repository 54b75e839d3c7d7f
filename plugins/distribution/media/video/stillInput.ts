type Args = {
  /** A PNG of our own making. */
  path: string
  /** From `frameRate`. */
  rate: string
}

/** FFmpeg's arguments that open one still picture. */
export const stillInput = ({ path, rate }: Args): string[] => [
  ...['-protocol_whitelist', 'file', '-f', 'png_pipe', '-framerate', rate],
  ...['-i', `file:${path}`],
]

/** FFmpeg's filters that show a still picture for so many frames, in the colours of the result. */
export const holdStill = ({ frames, rate }: { frames: number; rate: string }): string =>
  `scale=out_color_matrix=bt709:out_range=limited,format=yuv420p,${repeat({ frames, rate })}`

/** The same with what is transparent in it kept. */
export const holdClearStill = ({ frames, rate }: { frames: number; rate: string }): string =>
  `scale=out_color_matrix=bt709:out_range=limited,format=yuva420p,${repeat({ frames, rate })}`

const repeat = ({ frames, rate }: { frames: number; rate: string }) =>
  `loop=loop=${frames - 1}:size=1:start=0,setpts=N/(${rate})/TB,trim=end_frame=${frames},setsar=1`
