/** What happens in a run, one after another. The name stands in the text of each of its posts. */
export const scenes = ['warm', 'burst', 'spread', 'flood', 'hang'] as const

export type Scene = (typeof scenes)[number]

/** Deliveries of one organisation that make the flood stand under a name of their own. */
export type Part = Scene | 'flooding'

/** Deliveries of the first scene, which is not measured: all of a run's code has been run once then. */
export const warmSeconds = 10

/** When the scenes of a run begin, if the burst, like the tick, is on this full minute. */
export const timesOf = (args: { minute: Date; seconds: number }): Record<Scene, Date> => {
  const afterBurst = (ms: number) => new Date(args.minute.getTime() + ms)
  const sceneMs = args.seconds * 1000
  return {
    warm: afterBurst(-20_000),
    burst: args.minute,
    // What is left to do of the burst by then would flatter the scenes that are compared with this one.
    spread: afterBurst(40_000),
    flood: afterBurst(50_000 + sceneMs),
    // Last: what hung is looked into for minutes.
    hang: afterBurst(60_000 + 2 * sceneMs),
  }
}

/** The organisation whose deliveries are the flood, and the one that hangs. */
export const flooding = 0
export const hanging = 9
