/** The instant that FFmpeg has reached, in seconds, of a line such as `out_time=00:01:02.500000`. */
export const readTime = (line: string): number | undefined => {
  const [, hours, minutes, seconds] = line.match(/^out_time=(\d+):(\d+):([\d.]+)/) ?? []
  if (seconds === undefined) return undefined
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}
